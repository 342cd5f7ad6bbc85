using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Orion.Bench;

/// <summary>What a load gave.</summary>
/// <param name="PerSecond">Requests a second.</param>
/// <param name="P99">Milliseconds within which 99 of 100 were answered.</param>
internal sealed record Load(double PerSecond, double P99);

/// <summary>Drives wrk on the second core, against loopback only.</summary>
internal static partial class Wrk
{
    private const int Connections = 32;

    public static async Task<Load> RunAsync(Uri address, int seconds, IReadOnlyDictionary<string, string>? headers = null, string? script = null)
    {
        if (!address.IsLoopback && !address.Host.EndsWith(".localhost", StringComparison.Ordinal))
            throw new InvalidOperationException("Only this machine is loaded.");
        // wrk resolves names by the system, which may not know *.localhost: the address is the loopback, the host a header.
        List<string> arguments =
        [
            "-c", "1", "wrk", "-t1", $"-c{Connections}", $"-d{seconds}s", "--latency", "-H", $"Host: {address.Authority}"
        ];
        foreach (var (name, value) in headers ?? new Dictionary<string, string>()) arguments.AddRange(["-H", $"{name}: {value}"]);
        if (script is not null) arguments.AddRange(["-s", script]);
        arguments.Add($"http://127.0.0.1:{address.Port}{address.PathAndQuery}");
        var text = await CommandLine.ReadAsync("taskset", arguments);
        if (Errors().Match(text) is { Success: true } errors) throw new InvalidOperationException($"{address}: {errors.Value}");
        var rate = double.Parse(Rate().Match(text).Groups[1].Value, CultureInfo.InvariantCulture);
        var slowest = Percentile().Match(text);
        var unit = slowest.Groups[2].Value switch { "us" => 0.001, "ms" => 1, _ => 1000 };
        return new Load(rate, double.Parse(slowest.Groups[1].Value, CultureInfo.InvariantCulture) * unit);
    }

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex Percentile();

    [GeneratedRegex(@"Non-2xx or 3xx responses: \d+")]
    private static partial Regex Errors();
}
