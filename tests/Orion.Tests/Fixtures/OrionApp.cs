using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Orion.Framework.Database;

namespace Orion.Tests.Fixtures;

/// <summary>
/// The real application, from its entry point on, on a database of its own that holds the <see cref="World"/>. A class fixture
/// as it is; derive from it, or call <see cref="StartAsync"/>, for other options.
/// </summary>
public class OrionApp : IAsyncLifetime
{
    private readonly AppOptions options;
    private readonly string data = ScratchFolder.New();
    private Factory factory = null!;

    public OrionApp(Server server) : this(server, new AppOptions())
    {
    }

    protected OrionApp(Server server, AppOptions options)
    {
        Server = server;
        this.options = options;
    }

    /// <summary>The PostgreSQL that all tests share.</summary>
    public Server Server { get; }

    /// <summary>Who and what is there from the start.</summary>
    public World World => Server.World;

    /// <summary>The database, to be asked directly.</summary>
    public TestDatabase Database { get; private set; } = null!;

    /// <summary>What it logged as an error: why an answer was 500.</summary>
    public Faults Faults { get; } = new();

    /// <summary>The folder of files and captured mail.</summary>
    public string DataFolder => data;

    /// <summary>The application's own services.</summary>
    public IServiceProvider Services => factory.Services;

    /// <summary>Makes more stores, people and goods.</summary>
    public Makers Make => new(Services);

    /// <summary>Clients that call it.</summary>
    internal Clients Clients { get; private set; } = null!;

    /// <summary>The server in memory, for requests that no client would send.</summary>
    public TestServer TestServer => factory.Server;

    /// <summary>Starts one for a single test; dispose it.</summary>
    public static async Task<OrionApp> StartAsync(Server server, AppOptions options)
    {
        var app = new OrionApp(server, options);
        await app.InitializeAsync();
        return app;
    }

    public async ValueTask InitializeAsync()
    {
        Database = options.Database ?? await Server.NewDatabaseAsync();
        factory = new Factory(this);
        if (options.Kestrel)
        {
            factory.UseKestrel(0);
            factory.StartServer();
            Clients = new Clients(this, new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }, factory.ClientOptions.BaseAddress);
        }
        else
        {
            Clients = new Clients(this, factory.Server.CreateHandler(), null);
        }
    }

    /// <summary>A shopper's browser; signed in as Carol when asked.</summary>
    public HttpClient Shop(string store, Who who = Who.Nobody) => Clients.Page(World[store].Host, Orion.Framework.Web.Face.Shop, store, who);

    /// <summary>A browser in the merchant's dashboard: <c>/store/...</c>.</summary>
    public HttpClient Dashboard(string store, Who who = Who.Owner) => Clients.Page(World[store].Host, Orion.Framework.Web.Face.Store, store, who);

    /// <summary>A browser in the operator's console, on its own host: <c>/stores</c>.</summary>
    public HttpClient Console(Who who = Who.Admin) => Clients.Page("admin." + World.Harbour, Orion.Framework.Web.Face.Admin, null, who);

    /// <summary>A program that calls a store's API with a bearer token: <c>/api/v1/...</c>.</summary>
    public HttpClient Api(string store, Who who = Who.Nobody) => Clients.Api(World[store].Host, store, who);

    /// <summary>A program that calls the operator's API.</summary>
    public HttpClient AdminApi(Who who = Who.Admin) => Clients.Api(World.Harbour, null, who);

    /// <summary>A browser without any cookie at any host, such as <c>harbour.test</c> for path mode.</summary>
    public HttpClient At(string host) => Clients.Page(host, Orion.Framework.Web.Face.Shop, null, Who.Nobody);

    public async ValueTask DisposeAsync()
    {
        await factory.DisposeAsync();
        if (options.Database is null) await Database.DisposeAsync();
        ScratchFolder.Delete(data);
        GC.SuppressFinalize(this);
    }

    private sealed class Factory(OrionApp app) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Test");
            builder.UseSetting("ConnectionStrings:OrionApp", app.Database.App);
            builder.UseSetting("ConnectionStrings:OrionPlatform", app.Database.Platform);
            builder.UseSetting("ConnectionStrings:OrionMigrator", app.Database.Migrator);
            builder.UseSetting("Database:PoolSize", app.options.PoolSize.ToString(System.Globalization.CultureInfo.InvariantCulture));
            builder.UseSetting("Tenancy:PathMode", "true");
            builder.UseSetting("ORION_DATA", app.data);
            builder.UseSetting("Passwords:Cost", "4");
            builder.UseSetting("Jobs:Enabled", app.options.Workers ? "true" : "false");
            foreach (var (key, value) in app.options.Settings) builder.UseSetting(key, value);
            builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(app.Faults));
            builder.ConfigureTestServices(services =>
            {
                if (app.options.Clock is { } clock) services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
                // Each application has a data source of its own, and so a service provider inside EF.
                services.ConfigureDbContext<OrionDb>(Quiet);
                services.ConfigureDbContext<PlatformDb>(Quiet);
                app.options.Services?.Invoke(services);
            });
        }

        private static void Quiet(DbContextOptionsBuilder builder) =>
            builder.ConfigureWarnings(w => w.Ignore(CoreEventId.ManyServiceProvidersCreatedWarning));
    }
}
