using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Text;

namespace Orion.E2E;

/// <summary>
/// The real application as its own process, with a folder, a port and demo stores of its own; and one browser. Both live as long
/// as the test run; each test has a browser context of its own.
/// </summary>
public sealed class OrionServer : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly StringBuilder output = new();
    private readonly string data = Directory.CreateTempSubdirectory("orion-e2e-").FullName;
    private Process? process;
    private IPlaywright? playwright;

    /// <summary>The one browser.</summary>
    public IBrowser Browser { get; private set; } = null!;

    /// <summary>The port at which the application listens.</summary>
    public int Port { get; } = FreePort();

    /// <summary>The folder in which mails are captured.</summary>
    public string MailFolder => Path.Combine(data, "mail");

    /// <summary>An address on one of the application's hosts.</summary>
    public string At(string host, string path = "/") => $"http://{host}:{Port}{path}";

    public async ValueTask InitializeAsync()
    {
        StartProcess();
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium(),
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync"
            ]
        });
        await WaitUntilServingAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null) await Browser.CloseAsync();
        playwright?.Dispose();
        if (process is { HasExited: false })
        {
            // As an operator would stop it; what doesn't stop is killed, and the embedded server with it.
            Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).WaitForExit();
            if (!process.WaitForExit(TimeSpan.FromSeconds(35))) process.Kill(entireProcessTree: true);
        }

        process?.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private void StartProcess()
    {
        var repository = Metadata("RepositoryFolder");
        var application = Path.Combine(repository, "src", "Orion", "bin", Metadata("Configuration"), "net10.0", "orion.dll");
        var start = new ProcessStartInfo("dotnet", [application, "serve", "--urls", $"http://localhost:{Port}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        start.Environment["ORION_DATA"] = data;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment.Remove("ConnectionStrings__Orion");
        process = Process.Start(start) ?? throw new InvalidOperationException("The application did not start.");
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private async Task WaitUntilServingAsync()
    {
        await using var client = await playwright!.APIRequest.NewContextAsync();
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience;)
        {
            if (process!.HasExited) break;
            try
            {
                var answer = await client.GetAsync($"http://localhost:{Port}/health/ready");
                if (answer.Ok) return;
            }
            catch (PlaywrightException)
            {
                // Not listening yet.
            }

            await Task.Delay(200);
        }

        lock (output) throw new InvalidOperationException($"The application did not come up:\n{output}");
    }

    private void Append(string? line)
    {
        lock (output) output.AppendLine(line);
    }

    private static string Chromium() =>
        new[] { Environment.GetEnvironmentVariable("CHROME_PATH"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }
            .FirstOrDefault(File.Exists) ?? throw new InvalidOperationException("Chromium is missing: set CHROME_PATH, or run tools/setup/chromium.");

    private static string Metadata(string key) => typeof(OrionServer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(a => a.Key == key).Value!;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
