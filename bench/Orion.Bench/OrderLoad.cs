using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Npgsql;

namespace Orion.Bench;

/// <summary>
/// Orders of three lines: placed through the API by a few shoppers at once, and by pgbench, which runs the same statements with
/// nothing around them. The carts lie ready for both, so that placing alone is measured.
/// </summary>
internal static partial class OrderLoad
{
    private const int Shoppers = 8;
    private const int CartsEach = 4_000;
    private const string Store = "kiln";

    /// <summary>How many orders a second, the median time of one, how many pgbench placed, and the application's milliseconds of processor for one.</summary>
    public sealed record Result(double PerSecond, double Median, double Bare, double Processor);

    public static async Task<Result> RunAsync(Installation orion, TimeSpan length)
    {
        var store = await MakeCartsAsync(orion.AdminConnection);
        var shop = new Uri($"http://{Store}.localhost:{orion.Port}/");
        using var client = Http.Client();
        List<double> rates = [], medians = [], bare = [], processor = [];
        var next = new int[Shoppers];
        await orion.OnBothCoresAsync(() => WarmAsync(client, shop, next, length));
        for (var round = 0; round < 3; round++)
        {
            var before = orion.ProcessorTime;
            var (count, took, median) = await PlaceAsync(client, shop, next, length);
            processor.Add((orion.ProcessorTime - before).TotalMilliseconds / count);
            rates.Add(count / took.TotalSeconds);
            medians.Add(median);
            bare.Add(await PgbenchAsync(orion.AppConnection, store, round, length));
        }

        return new Result(Middle(rates), Middle(medians), Middle(bare), Middle(processor));
    }

    /// <summary>Until two rounds are alike: this way has ten times the code of a page, and all of it begins slow.</summary>
    private static async Task<int> WarmAsync(HttpClient client, Uri shop, int[] next, TimeSpan length)
    {
        var before = 0.0;
        for (var round = 0; round < 10; round++)
        {
            var (count, took, _) = await PlaceAsync(client, shop, next, length);
            var now = count / took.TotalSeconds;
            if (round > 2 && now < before * 1.03) return round;
            before = Math.Max(now, before);
        }

        return 10;
    }

    private static async Task<(int Count, TimeSpan Took, double Median)> PlaceAsync(HttpClient client, Uri shop, int[] next, TimeSpan length)
    {
        List<double> times = [];
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Shoppers).Select(async shopper =>
        {
            while (clock.Elapsed < length)
            {
                var cart = ++next[shopper];
                if (cart > CartsEach) throw new InvalidOperationException("The carts are used up: make more of them.");
                var begun = Stopwatch.GetTimestamp();
                using var request = Http.Request(HttpMethod.Post, new Uri(shop, $"api/v1/shop/carts/{TokenOf(shopper, cart)}/order"));
                request.Content = JsonContent.Create(Order);
                using var answer = await client.SendAsync(request);
                if (answer.StatusCode != HttpStatusCode.Created)
                    throw new InvalidOperationException($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
                lock (times) times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }
        }));
        var took = clock.Elapsed;
        return (times.Count, took, Middle(times));
    }

    private static readonly object Order = new
    {
        email = "bench@example.test",
        shippingAddress = new { name = "Ben Bench", line1 = "1 Main Street", city = "Portland", postalCode = "97201", region = "OR", country = "US" },
        shippingMethod = "ground",
        payment = new { provider = "test" }
    };

    /// <summary>Carts of three different things each, for the API and for pgbench, and stock that lasts.</summary>
    private static async Task<Guid> MakeCartsAsync(string admin)
    {
        await using var source = NpgsqlDataSource.Create(admin);
        await using var find = source.CreateCommand("select id from stores where code = $1");
        find.Parameters.Add(new NpgsqlParameter { Value = Store });
        var store = (Guid)(await find.ExecuteScalarAsync())!;
        await using var make = source.CreateBatch();
        foreach (var text in (string[])
        [
            "update stock_levels set on_hand = 1000000 where store_id = $1",
            $"""
             insert into carts (store_id, id, token, expires_at, created_at, updated_at)
             select $1, md5(kind || s || '-' || n)::uuid,
                    case kind when 'api' then 'api' || lpad(n::text, 19, '0') || lpad(s::text, 4, '0') || '0' else 'bench-' || s || '-' || n end,
                    now() + interval '30 days', now(), now()
             from (values ('api'), ('bare')) k(kind), generate_series(0, {Shoppers - 1}) s, generate_series(1, {CartsEach}) n
             """,
            """
            insert into cart_items (store_id, id, cart_id, variant_id, quantity)
            select $1, gen_random_uuid(), c.id, v.id, 1
            from (select id, row_number() over (order by id) as nth from carts where store_id = $1 and (token like 'api%' or token like 'bench-%')) c
            join (
              select id, row_number() over (order by id) as place, count(*) over () as many
              from product_variants where store_id = $1 and removed_at is null) v
              on v.place - 1 in (c.nth % v.many, (c.nth * 7 + 1) % v.many, (c.nth * 13 + 2) % v.many)
            """,
            "analyze carts, cart_items, stock_levels"
        ])
        {
            var command = new NpgsqlBatchCommand(text);
            if (text.Contains("$1", StringComparison.Ordinal)) command.Parameters.Add(new NpgsqlParameter { Value = store });
            make.BatchCommands.Add(command);
        }

        await make.ExecuteNonQueryAsync();
        return store;
    }

    private static string TokenOf(int shopper, int cart) => FormattableString.Invariant($"api{cart:D19}{shopper:D4}0");

    private static async Task<double> PgbenchAsync(string connection, Guid store, int round, TimeSpan length)
    {
        var to = new NpgsqlConnectionStringBuilder(connection);
        var script = Path.Combine(AppContext.BaseDirectory, "place-order.sql");
        var text = await CommandLine.ReadAsync("taskset",
            [
                "-c", "1", Tools.Pgbench!, "-n", "-M", "prepared", "-c", Shoppers.ToString(CultureInfo.InvariantCulture), "-j", "1",
                "-T", ((int)length.TotalSeconds).ToString(CultureInfo.InvariantCulture), "-D", $"store={store}", "-D", $"n={round * (CartsEach / 3)}",
                "-f", script, "-h", to.Host!, "-p", to.Port.ToString(CultureInfo.InvariantCulture), "-U", to.Username!, to.Database!
            ], [new("PGPASSWORD", to.Password!)]);
        return double.Parse(Rate().Match(text).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static double Middle(List<double> values) => values.Order().ElementAt(values.Count / 2);

    [GeneratedRegex(@"tps = ([\d.]+)")]
    private static partial Regex Rate();
}
