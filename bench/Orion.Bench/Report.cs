using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text.Json;

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

        var seconds = args.Contains("--quick") ? 2 : 5;
        var only = args.SkipWhile(a => a != "--only").Skip(1).FirstOrDefault()?.Split(',') ?? [];
        await using var orion = new Installation();
        await orion.StartAsync();
        List<Line> lines = [];
        var shop = new Uri($"http://kiln.localhost:{orion.Port}/");
        var product = new Uri(shop, "products/tide-mug");
        List<(string Name, Func<Task<IReadOnlyList<Line>>> Measure)> all =
        [
            ("home", () => CompareAsync(orion, "storefront home, cached", shop, null, "bytes", seconds, "0.90", withLatency: true)),
            ("brotli", () => CompareAsync(orion, "storefront home, cached, brotli", shop, Brotli, "bytes", seconds, "0.90")),
            ("listing", () => CompareAsync(orion, "listing, uncached", new Uri(shop, "products"), NoCache, "select", seconds, "0.50")),
            ("product", () => CompareAsync(orion, "product page, uncached", product, NoCache, "select", seconds, "0.50")),
            ("json", () => CompareAsync(orion, "product JSON", new Uri(shop, "api/v1/shop/products/tide-mug"), null, "select", seconds, "0.50")),
            ("search", () => CompareAsync(orion, "search, uncached", new Uri(shop, "products?q=mug"), NoCache, "select", seconds, "-")),
            ("cart", () => CartAsync(orion, shop, seconds)),
            ("sign-in", () => SignInAsync(orion, shop, seconds)),
            ("logins", () => BesideLoginsAsync(orion, shop, seconds)),
            ("memory", () => Task.FromResult(Memory(orion, "reading"))),
            ("orders", () => OrdersAsync(orion, seconds * 2)),
            ("import", () => ImportAsync(orion)),
            ("stores", () => ManyStoresAsync(orion, shop, seconds))
        ];
        if (only.FirstOrDefault(name => all.All(line => line.Name != name)) is { } unknown)
        {
            await Console.Error.WriteLineAsync($"No line is called {unknown}. There are: {string.Join(", ", all.Select(l => l.Name))}.");
            return 1;
        }

        foreach (var (name, measure) in all)
            if (only.Length == 0 || only.Contains(name))
                lines.AddRange(await measure());
        lines.Add(new Line("start to first page (database filled)", $"{orion.StartMilliseconds:F0} ms", "-", "3000 ms"));
        Print(lines);
        return 0;
    }

    private static IReadOnlyList<Line> Memory(Installation orion, string after) =>
        [new($"resident memory after {after}", $"{orion.MemoryMegabytes:F0} MB", "-", "300 MB")];

    /// <summary>Something into an empty cart: what 'Add to cart' does.</summary>
    private static async Task<IReadOnlyList<Line>> CartAsync(Installation orion, Uri shop, int seconds)
    {
        using var client = Http.Client();
        using var asked = await client.SendAsync(Http.Request(HttpMethod.Get, new Uri(shop, "api/v1/shop/products/tide-mug")));
        using var product = JsonDocument.Parse(await asked.Content.ReadAsStringAsync());
        var variant = product.RootElement.GetProperty("variants")[0].GetProperty("id").GetString();
        // Empty carts that lie ready: adding alone is measured, and no line grows until it is full.
        await orion.AskAsync(
            $"""
             insert into carts (store_id, id, token, expires_at, created_at, updated_at)
             select s.id, gen_random_uuid(), 'add' || lpad(n::text, 19, '0') || lpad(c::text, 4, '0') || '0', now() + interval '30 days', now(), now()
             from stores s, generate_series(0, {ApiLoad.Callers - 1}) c, generate_series(0, 9999) n where s.code = 'kiln';
             update stock_levels set on_hand = 1000000;
             analyze carts;
             select 'made'
             """);
        var rate = await ApiLoad.RunAsync(orion, (caller, n) =>
        {
            var request = Http.Request(HttpMethod.Post, new Uri(shop, Invariant($"api/v1/shop/carts/add{n:D19}{caller:D4}0/items")));
            request.Content = JsonContent.Create(new { variantId = variant, quantity = 1 });
            return request;
        }, HttpStatusCode.Created, TimeSpan.FromSeconds(seconds));
        return [new("add to cart", Invariant($"{rate:F0}/s"), "8 at once", "-")];
    }

    /// <summary>Right passwords, against comparing them alone: nothing that Orion does around it should be seen beside bcrypt.</summary>
    private static async Task<IReadOnlyList<Line>> SignInAsync(Installation orion, Uri shop, int seconds)
    {
        var rate = await ApiLoad.RunAsync(orion, (caller, n) =>
        {
            var request = Http.Request(HttpMethod.Post, new Uri(shop, "api/v1/store/auth/login"));
            request.Content = JsonContent.Create(new { email = "owner@kiln.test", password = "orion-demo-2026" });
            request.Headers.Add("X-Forwarded-For", Invariant($"10.{caller}.{n / 250 % 250}.{n % 250}"));
            return request;
        }, HttpStatusCode.OK, TimeSpan.FromSeconds(seconds));
        var hash = await orion.AskAsync("select password_hash from users where email = 'owner@kiln.test'");
        var (bare, clock) = (0, Stopwatch.StartNew());
        for (; clock.Elapsed < TimeSpan.FromSeconds(seconds); bare++) BCrypt.Net.BCrypt.Verify("orion-demo-2026", hash);
        var limit = bare / clock.Elapsed.TotalSeconds;
        return [new("sign in, of comparing the password alone", Invariant($"{rate / limit:F2}"), Invariant($"{rate:F1} of {limit:F1}/s"), "-")];
    }

    /// <summary>What a thousand shops cost that one of three doesn't: the same pages beside them, and all of them in turn.</summary>
    private static async Task<IReadOnlyList<Line>> ManyStoresAsync(Installation orion, Uri shop, int seconds)
    {
        var listing = new Uri(shop, "products");
        async Task<double> RateAsync(Uri address, string? script = null)
        {
            await orion.OnBothCoresAsync(async () =>
            {
                await WarmAsync(() => Wrk.RunAsync(address, 2, script is null ? NoCache : null, script));
                return true;
            });
            List<double> rates = [];
            for (var round = 0; round < Rounds; round++) rates.Add((await Wrk.RunAsync(address, seconds, script is null ? NoCache : null, script)).PerSecond);
            return Median(rates);
        }

        var alone = await RateAsync(listing);
        await ManyStores.MakeAsync(orion.AdminConnection);
        var beside = await RateAsync(listing);
        var three = await RateAsync(shop, await ManyStores.ScriptAsync(orion.Folder, 3, orion.Port));
        var all = await RateAsync(shop, await ManyStores.ScriptAsync(orion.Folder, ManyStores.Count, orion.Port));
        return
        [
            new("listing, uncached, beside 1,000 shops against 3", Invariant($"{beside / alone:F2}"), Invariant($"{beside:F0} of {alone:F0}/s"), "-"),
            new("storefront home of 1,000 shops in turn, cached, against 3", Invariant($"{all / three:F2}"), Invariant($"{all:F0} of {three:F0}/s"), "-"),
            .. Memory(orion, "reading 1,000 shops")
        ];
    }

    private static async Task<IReadOnlyList<Line>> OrdersAsync(Installation orion, int seconds)
    {
        var orders = await OrderLoad.RunAsync(orion, TimeSpan.FromSeconds(seconds));
        return
        [
            new("place an order of 3 lines, of pgbench with the same statements", Invariant($"{orders.PerSecond / orders.Bare:F2}"),
                Invariant($"{orders.PerSecond:F0} of {orders.Bare:F0}/s, median {orders.Median:F0} ms, {orders.Processor:F1} ms of processor each"), "0.50"),
            .. Memory(orion, "ordering")
        ];
    }

    private static async Task<IReadOnlyList<Line>> ImportAsync(Installation orion)
    {
        var import = await ImportLoad.RunAsync(orion);
        return
        [
            new("import 20,000 rows of products", Invariant($"{import.First:F0} rows/s"), "-", "2000 rows/s"),
            new("  once more, when nothing changes", Invariant($"{import.Again:F0} rows/s"), "-", "2000 rows/s")
        ];
    }

    /// <summary>The same pages without and with a flood of sign-ins, which wait for bcrypt on the core that serves them.</summary>
    private static async Task<IReadOnlyList<Line>> BesideLoginsAsync(Installation orion, Uri shop, int seconds)
    {
        List<Line> lines = [];
        foreach (var (what, address, headers) in ((string, Uri, Dictionary<string, string>?)[])
            [("home, cached", shop, null), ("listing, uncached", new Uri(shop, "products"), NoCache)])
        {
            await WarmAsync(() => Wrk.RunAsync(address, 2, headers));
            List<(Load Calm, Load Flooded)> pairs = [];
            var (compared, refused) = (0, 0);
            for (var round = 0; round < Rounds; round++)
            {
                var calm = await Wrk.RunAsync(address, seconds, headers);
                await using var flood = new LoginFlood(orion);
                pairs.Add((calm, await Wrk.RunAsync(address, seconds, headers)));
                (compared, refused) = (compared + flood.Compared, refused + flood.Refused);
            }

            lines.Add(new Line($"{what}, beside a login flood: p99 against without", Invariant($"{Median(pairs.Select(p => p.Flooded.P99 / p.Calm.P99)):F2}"),
                Invariant($"{Median(pairs.Select(p => p.Flooded.P99)):F1} of {Median(pairs.Select(p => p.Calm.P99)):F1} ms; {compared} passwords compared, {refused} told to come back"), "-"));
            lines.Add(new Line("  its requests a second, against without", Invariant($"{Median(pairs.Select(p => p.Flooded.PerSecond / p.Calm.PerSecond)):F2}"),
                Invariant($"{Median(pairs.Select(p => p.Flooded.PerSecond)):F0} of {Median(pairs.Select(p => p.Calm.PerSecond)):F0}/s"), "-"));
        }

        return lines;
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
