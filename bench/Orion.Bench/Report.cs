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
        if (Tools.Missing is { } missing)
        {
            await Console.Error.WriteLineAsync(missing);
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
        lines.Add(new Line("resident memory after reading", $"{orion.MemoryMegabytes:F0} MB", "-", "300 MB"));
        var orders = await OrderLoad.RunAsync(orion, TimeSpan.FromSeconds(seconds * 2));
        lines.Add(new Line("place an order of 3 lines, of pgbench with the same statements", Invariant($"{orders.PerSecond / orders.Bare:F2}"),
            Invariant($"{orders.PerSecond:F0} of {orders.Bare:F0}/s, median {orders.Median:F0} ms"), "0.50"));
        lines.Add(new Line("start to first page (database filled)", $"{orion.StartMilliseconds:F0} ms", "-", "3000 ms"));
        lines.Add(new Line("resident memory after ordering", $"{orion.MemoryMegabytes:F0} MB", "-", "300 MB"));
        Print(lines);
        return 0;
    }

    private static async Task<IReadOnlyList<Line>> CompareAsync(
        Installation orion, string what, Uri address, Dictionary<string, string>? headers, string limit, int seconds, string bar, bool withLatency = false)
    {
        var size = await Http.SizeAsync(address, headers);
        var limitAddress = new Uri($"http://limit.localhost:{orion.LimitPort}/{limit}?size={size}&id={orion.PlatformId}");
        await orion.OnBothCoresAsync(async () =>
        {
            await WarmAsync(() => Wrk.RunAsync(address, 2, headers));
            await WarmAsync(() => Wrk.RunAsync(limitAddress, 2));
            return true;
        });
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
        foreach (var line in lines) Console.WriteLine($"measured: {line.What}: {line.Value} ({line.Limit})");
        return lines;
    }

    /// <summary>
    /// Until the compiler has done its part: a process that just started answers at a third of its speed, and on one core,
    /// where it is loaded, it stays so for minutes. Ends when two rounds are alike.
    /// </summary>
    private static async Task WarmAsync(Func<Task<Load>> load)
    {
        var before = 0.0;
        for (var round = 0; round < 12; round++)
        {
            var now = (await load()).PerSecond;
            if (round > 1 && now < before * 1.03) return;
            before = now;
        }
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
