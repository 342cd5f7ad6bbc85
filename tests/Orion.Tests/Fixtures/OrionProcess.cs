using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Orion.Tests.Fixtures;

/// <summary>The real application as a process of its own, as in production, on a test's database: it can be killed.</summary>
internal sealed class OrionProcess : IDisposable
{
    private static readonly SocketsHttpHandler Handler = new() { UseCookies = false };

    private readonly Process process;
    private readonly StringBuilder said;

    private OrionProcess(Process process, StringBuilder said, Uri address)
    {
        (this.process, this.said) = (process, said);
        Address = address;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    public static async Task<OrionProcess> ServeAsync(TestDatabase database, string folder, Dictionary<string, string> settings, CancellationToken stop)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var (process, said) = Start(database, folder, settings, "serve", "--urls", address.ToString());
        var running = new OrionProcess(process, said, address);
        await running.WaitUntilReadyAsync(stop);
        return running;
    }

    /// <summary>Runs a verb to its end: its exit code, and what it said.</summary>
    public static async Task<(int Code, string Said)> RunAsync(
        TestDatabase database, string folder, string verb, CancellationToken stop, params (string Name, string Value)[] settings)
    {
        var (process, said) = Start(database, folder, settings.ToDictionary(s => s.Name, s => s.Value), verb);
        using (process)
        {
            await process.WaitForExitAsync(stop);
            lock (said) return (process.ExitCode, said.ToString());
        }
    }

    /// <summary>Runs a verb, and doesn't wait for its end.</summary>
    public static OrionProcess Begin(TestDatabase database, string folder, params string[] arguments)
    {
        var (process, said) = Start(database, folder, [], arguments);
        return new(process, said, new Uri("http://localhost"));
    }

    /// <summary>Whether it is over.</summary>
    public bool HasEnded => process.HasExited;

    /// <summary>What it has said so far.</summary>
    public string Said
    {
        get
        {
            lock (said) return said.ToString();
        }
    }

    /// <summary>A program that calls a store's API; its calls end when the process does.</summary>
    public HttpClient Api(string host)
    {
        var client = new HttpClient(Handler, disposeHandler: false) { BaseAddress = Address };
        client.DefaultRequestHeaders.Host = host;
        return client;
    }

    /// <summary>Kills it the hard way (SIGKILL).</summary>
    public async Task KillAsync(CancellationToken stop)
    {
        process.Kill();
        await process.WaitForExitAsync(stop);
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    private static (Process Process, StringBuilder Said) Start(
        TestDatabase database, string folder, Dictionary<string, string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "orion.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ConnectionStrings__OrionApp"] = database.App;
        start.Environment["ConnectionStrings__OrionPlatform"] = database.Platform;
        start.Environment["ConnectionStrings__OrionMigrator"] = database.Migrator;
        start.Environment["Database__PoolSize"] = "10";
        start.Environment["ORION_DATA"] = folder;
        foreach (var (name, value) in settings) start.Environment[name] = value;
        var process = Process.Start(start)!;
        var said = new StringBuilder();
        void Append(string? line)
        {
            lock (said) said.AppendLine(line);
        }

        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return (process, said);
    }

    private async Task WaitUntilReadyAsync(CancellationToken stop)
    {
        using var client = Api("localhost");
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromMinutes(5) && !process.HasExited;)
        {
            try
            {
                using var answer = await client.GetAsync("/health/ready", stop);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(50, stop);
        }

        lock (said) throw new InvalidOperationException($"The application did not come up:\n{said}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
