using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Orion.Framework.Database.Bootstrap;
using Orion.Framework.Database.Embedded;

namespace Orion.Bench;

/// <summary>Orion as published, in Production on the first core, on a database of its own with the demo stores; and the limit beside it.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly List<Process> processes = [];
    private string dll = "";
    private Dictionary<string, string> environment = [];
    private EmbeddedPostgres? postgres;

    /// <summary>Where everything of this installation lies; gone afterwards.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("orion-bench-").FullName;

    public int Port { get; } = FreePort();

    public int LimitPort { get; } = FreePort();

    public Guid PlatformId { get; private set; }

    /// <summary>The role that serves stores.</summary>
    public string AppConnection { get; private set; } = "";

    /// <summary>The database's superuser, in Orion's database.</summary>
    public string AdminConnection { get; private set; } = "";

    /// <summary>Milliseconds from starting the process to its first page, with the database filled already.</summary>
    public double StartMilliseconds { get; private set; }

    /// <summary>Resident memory of the application, in MB.</summary>
    public double MemoryMegabytes
    {
        get
        {
            var application = processes[0];
            application.Refresh();
            return application.WorkingSet64 / 1_000_000.0;
        }
    }

    /// <summary>The processor time that the application has used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            var application = processes[0];
            application.Refresh();
            return application.TotalProcessorTime;
        }
    }

    private static string Repository => typeof(Installation).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(a => a.Key == "RepositoryFolder").Value!;

    public async Task StartAsync()
    {
        var published = Path.Combine(Folder, "app");
        await CommandLine.ReadAsync("dotnet", ["publish", Path.Combine(Repository, "src", "Orion"), "-c", "Release", "-r", System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier, "-p:DemoStores=true", "-o", published, "--nologo", "-v", "q"]);
        postgres = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions(Path.Combine(Folder, "database"), EmbeddedPostgres.NativeFolderFor(Path.Combine(Repository, "node_modules"))),
            NullLogger.Instance, CancellationToken.None);
        var passwords = RolePasswords.Random();
        var connections = await DatabaseBootstrap.EnsureAsync(postgres.AdminConnectionString, "orion", passwords, CancellationToken.None);
        AppConnection = connections.App;
        AdminConnection = new NpgsqlConnectionStringBuilder(postgres.AdminConnectionString) { Database = "orion" }.ConnectionString;
        environment = new Dictionary<string, string>
        {
            ["ConnectionStrings__OrionApp"] = connections.App,
            ["ConnectionStrings__OrionPlatform"] = connections.Platform,
            ["ConnectionStrings__OrionMigrator"] = connections.Migrator,
            ["ORION_DATA"] = Folder,
            ["Payments__TestGateway"] = "true",
            ["Logging__LogLevel__Default"] = "Warning"
        };
        dll = Path.Combine(published, "orion.dll");
        using (var seed = Start("dotnet", [dll, "seed"], environment.Append(new("ASPNETCORE_ENVIRONMENT", "Development"))))
            await seed.WaitForExitAsync();

        var clock = Stopwatch.StartNew();
        processes.Add(Start("taskset", ["-c", "0", "dotnet", dll, "serve", "--urls", $"http://127.0.0.1:{Port}"],
            environment.Append(new("ASPNETCORE_ENVIRONMENT", "Production"))));
        await WaitForAsync(new Uri($"http://127.0.0.1:{Port}/"), "kiln.localhost");
        StartMilliseconds = clock.Elapsed.TotalMilliseconds;
        await ReadPlatformAsync(connections.Platform);
        processes.Add(Start("taskset", ["-c", "0", "dotnet", typeof(Installation).Assembly.Location, "limit", $"http://127.0.0.1:{LimitPort}", connections.Platform], []));
        await WaitForAsync(new Uri($"http://127.0.0.1:{LimitPort}/bytes?size=1"), "limit.localhost");
    }

    /// <summary>Lets both processes use both cores meanwhile: to warm up, which measures nothing.</summary>
    public async Task<T> OnBothCoresAsync<T>(Func<Task<T>> work)
    {
        await PinAsync("0,1");
        try
        {
            return await work();
        }
        finally
        {
            await PinAsync("0");
        }
    }

    /// <summary>What one of Orion's commands says, run beside the server on both cores.</summary>
    public Task<string> CommandAsync(params string[] words) => CommandLine.ReadAsync("dotnet", [dll, .. words], environment);

    /// <summary>One value from the database, as superuser.</summary>
    public async Task<string> AskAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(AdminConnection);
        await using var command = source.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private async Task PinAsync(string cores)
    {
        foreach (var process in processes)
            await CommandLine.ReadAsync("taskset", ["-a", "-p", "-c", cores, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            process.Dispose();
        }

        if (postgres is not null) await postgres.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task ReadPlatformAsync(string connection)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand("select id from platforms");
        PlatformId = (Guid)(await command.ExecuteScalarAsync())!;
    }

    private static Process Start(string program, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    private static async Task WaitForAsync(Uri address, string host)
    {
        await using var services = new ServiceCollection().AddHttpClient().BuildServiceProvider();
        using var client = services.GetRequiredService<IHttpClientFactory>().CreateClient();
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(60);)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Host = $"{host}:{address.Port}" } };
                using var answer = await client.SendAsync(request);
                if (answer.StatusCode == HttpStatusCode.OK) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(20);
        }

        throw new InvalidOperationException($"{address} did not come up.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
