using System.Globalization;
using System.Runtime.InteropServices;

namespace Orion.Bench;

/// <summary>One line of the table.</summary>
internal sealed record Line(string What, string Value, string Limit, string Bar);

/// <summary>Measures side by side, in turns, and prints medians as ratios: machines differ, ratios less so.</summary>
internal static class Report
{
    private const int Rounds = 3;
    private static readonly Dictionary<string, string> NoCache = new() { ["Cookie"] = "__Host-orion-cart=none" };
    private static readonly Dictionary<string, string> Brotli = new() { ["Accept-Encoding"] = "br" };

    public static async Task<int> RunAsync(string[] args)
    {
        if (!CommandLine.Has("wrk") || !CommandLine.Has("taskset"))
        {
            await Console.Error.WriteLineAsync("The measurements need wrk and taskset (Debian: apt-get install wrk util-linux).");
            return 1;
        }

        var seconds = args is ["--quick"] ? 2 : 5;
        await using var orion = new Installation();
        await orion.StartAsync();
        List<Line> lines = [];
        var home = new Uri($"http://kiln.localhost:{orion.Port}/");
        var listing = new Uri($"http://kiln.localhost:{orion.Port}/products");
        var product = new Uri($"http://kiln.localhost:{orion.Port}/products/tide-mug");
        var json = new Uri($"http://kiln.localhost:{orion.Port}/api/v1/shop/products/tide-mug");

        lines.AddRange(await CompareAsync(orion, "storefront home, cached", home, null, "bytes", seconds, "0.90", withLatency: true));
        lines.AddRange(await CompareAsync(orion, "storefront home, cached, brotli", home, Brotli, "bytes", seconds, "0.90"));
        lines.AddRange(await CompareAsync(orion, "listing, uncached", listing, NoCache, "select", seconds, "0.50"));
        lines.AddRange(await CompareAsync(orion, "product page, uncached", product, NoCache, "select", seconds, "0.50"));
        lines.AddRange(await CompareAsync(orion, "product JSON", json, null, "select", seconds, "0.50"));
        var orders = await OrderLoad.RunAsync(new Uri($"http://kiln.localhost:{orion.Port}/"), TimeSpan.FromSeconds(seconds * 2));
        lines.Add(new Line("place an order of 3 lines", $"{orders.PerSecond:F0}/s, median {orders.Median:F0} ms", "-", "-"));
        lines.Add(new Line("start to first page (database filled)", $"{orion.StartMilliseconds:F0} ms", "-", "3000 ms"));
        lines.Add(new Line("resident memory after the load", $"{orion.MemoryMegabytes:F0} MB", "-", "300 MB"));
        Print(lines);
        return 0;
    }

    private static async Task<IReadOnlyList<Line>> CompareAsync(
        Installation orion, string what, Uri address, Dictionary<string, string>? headers, string limit, int seconds, string bar, bool withLatency = false)
    {
        var size = await OrderLoad.SizeAsync(address, headers);
        var limitAddress = new Uri($"http://limit.localhost:{orion.LimitPort}/{limit}?size={size}&id={orion.PlatformId}");
        await Wrk.RunAsync(address, 4, headers);
        await Wrk.RunAsync(limitAddress, 4);
        List<(Load Ours, Load Limit)> pairs = [];
        for (var round = 0; round < Rounds; round++)
            pairs.Add((await Wrk.RunAsync(address, seconds, headers), await Wrk.RunAsync(limitAddress, seconds)));

        var ratio = Median(pairs.Select(p => p.Ours.PerSecond / p.Limit.PerSecond));
        List<Line> lines =
        [
            new($"{what} ({size:N0} bytes)", Invariant($"{ratio:F2}"),
                Invariant($"{Median(pairs.Select(p => p.Ours.PerSecond)):F0} of {Median(pairs.Select(p => p.Limit.PerSecond)):F0}/s"), bar)
        ];
        if (withLatency)
            lines.Add(new Line("  its p99, against the limit's", Invariant($"{Median(pairs.Select(p => p.Ours.P99 / p.Limit.P99)):F2}"),
                Invariant($"{Median(pairs.Select(p => p.Ours.P99)):F2} of {Median(pairs.Select(p => p.Limit.P99)):F2} ms"), "at most 1.50"));
        Console.WriteLine($"measured: {what}");
        return lines;
    }

    private static void Print(List<Line> lines)
    {
        Console.WriteLine();
        Console.WriteLine($"Machine: {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}");
        Console.WriteLine();
        Console.WriteLine("| what | ratio or value | measured | bar |");
        Console.WriteLine("| --- | --- | --- | --- |");
        foreach (var line in lines) Console.WriteLine($"| {line.What} | {line.Value} | {line.Limit} | {line.Bar} |");
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
