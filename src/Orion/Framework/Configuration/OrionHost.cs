using Orion.Framework.Configuration.Commands;
using Orion.Framework.Modules;

namespace Orion.Framework.Configuration;

/// <summary>Brings Orion up: database, schema, demo data, web server.</summary>
public static class OrionHost
{
    /// <summary>Serves until told to stop.</summary>
    public static async Task<int> ServeAsync(string[] args)
    {
        var builder = CreateBuilder(args);
        await using var database = await OrionDatabase.StartAsync(builder.Configuration, builder.Environment, CancellationToken.None);
        builder.Services.AddSingleton(database.Access);
        builder.AddOrion();
        var app = builder.Build();
        await database.PrepareSchemaAsync(CancellationToken.None);
        if (app.Environment.IsDevelopment())
            foreach (var seed in app.Services.GetServices<IDevelopmentSeed>())
                await seed.EnsureAsync(app.Services, CancellationToken.None);
        app.UseOrion();
        app.ReadSettings(builder.Services);
        try
        {
            await app.StartAsync();
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return 0;
        }

        if (app.Environment.IsDevelopment())
            foreach (var seed in app.Services.GetServices<IDevelopmentSeed>())
                Console.WriteLine(await seed.DescribeAsync(app.Services, new Uri(app.Urls.First().Replace("*", "localhost", StringComparison.Ordinal).Replace("+", "localhost", StringComparison.Ordinal)), CancellationToken.None));
        await app.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>Runs a verb other than serve.</summary>
    public static async Task<int> RunCommandAsync(string[] args)
    {
        var words = args.TakeWhile(a => !a.StartsWith('-')).ToArray();
        var builder = CreateBuilder([]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddOrion();
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };

        List<ICommand> commands = [new MigrateCommand(), new DoctorCommand(), .. Modules().SelectMany(m => m.Commands)];
        var found = commands.Where(c => StartsWith(words, c.Name)).OrderByDescending(c => c.Name.Length).FirstOrDefault();
        if (found is null)
        {
            Console.Error.WriteLine(words[0] == "help" ? "orion VERB" : $"orion: there is no verb '{string.Join(' ', words)}'. There are:");
            Console.Error.WriteLine("  serve [--urls ADDRESS]  serve shops, dashboards and the console (the default)");
            foreach (var command in commands.OrderBy(c => c.Name, StringComparer.Ordinal)) Console.Error.WriteLine("  " + command.Usage);
            return words[0] == "help" ? 0 : 2;
        }

        await using var database = await OrionDatabase.StartAsync(builder.Configuration, builder.Environment, stop.Token);
        builder.Services.AddSingleton(database.Access);
        builder.Services.AddSingleton(database);
        await using var app = builder.Build();
        if (found.Name != "migrate") await database.PrepareSchemaAsync(stop.Token);
        return await found.RunAsync(app.Services, args[found.Name.Split(' ').Length..], stop.Token);
    }

    /// <summary>One instance of each module definition of the application.</summary>
    public static IReadOnlyList<ModuleDefinition> Modules() =>
    [
        .. typeof(OrionHost).Assembly.GetTypes()
            .Where(t => t is { IsAbstract: false, IsClass: true } && t.IsAssignableTo(typeof(ModuleDefinition)))
            .OrderBy(t => t.FullName, StringComparer.Ordinal)
            .Select(t => (ModuleDefinition)Activator.CreateInstance(t)!)
    ];

    private static WebApplicationBuilder CreateBuilder(string[] args)
    {
        // What is run from a checkout is being developed, unless the environment says otherwise.
        var named = args.FirstOrDefault(a => a.StartsWith("--environment=", StringComparison.OrdinalIgnoreCase))?.Split('=', 2)[1]
            ?? Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT");
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = named ?? (DataFolder.RepositoryFolder is null ? Environments.Production : Environments.Development)
        });
        builder.Configuration.AddEnvironmentVariables("ORION_");
        // In Development that is so by itself; in any other environment a build would answer for its assets without a byte of them.
        if (DataFolder.RepositoryFolder is not null) builder.WebHost.UseStaticWebAssets();
        if (string.IsNullOrEmpty(builder.Configuration["urls"]) && string.IsNullOrEmpty(builder.Configuration["http_ports"]))
            builder.WebHost.UseUrls("http://localhost:5000");
        return builder;
    }

    private static bool StartsWith(string[] words, string name)
    {
        var wanted = name.Split(' ');
        return words.Length >= wanted.Length && words.AsSpan(0, wanted.Length).SequenceEqual(wanted);
    }
}

/// <summary>Puts demo data into an empty installation, in Development only.</summary>
public interface IDevelopmentSeed
{
    /// <summary>Does nothing when it was done before.</summary>
    Task EnsureAsync(IServiceProvider services, CancellationToken stop);

    /// <summary>Says where everything is and how to sign in, once the server listens.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="address">Scheme, host and port at which the server listens.</param>
    /// <param name="stop">Stops reading.</param>
    Task<string> DescribeAsync(IServiceProvider services, Uri address, CancellationToken stop);
}
