using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Orders;

/// <summary>The process is killed while shoppers order, again and again. What was answered holds; what was not comes to an end.</summary>
public sealed class KilledProcessTests(Server server)
{
    private const int Rounds = 3;
    private const int Shoppers = 4;

    private readonly ConcurrentBag<(HttpStatusCode Status, string Token, long? Number)> answered = [];
    private readonly ConcurrentQueue<(string Cart, string Key)> unanswered = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_answered_order_is_lost_or_doubled_and_every_draft_comes_to_an_end()
    {
        await using var database = await server.NewDatabaseAsync();
        var folder = ScratchFolder.New();
        var settings = new Dictionary<string, string> { ["Payments__TestGateway"] = "true", ["Payments__Timeout"] = "00:00:01" };
        try
        {
            for (var round = 0; round < Rounds; round++)
            {
                using var orion = await OrionProcess.ServeAsync(database, folder, settings, Stop);
                var shopping = Enumerable.Range(0, Shoppers).Select(_ => ShopAsync(orion)).ToList();
                var before = answered.Count;
                await UntilAsync(() => Task.FromResult(answered.Count > before + Shoppers), "orders are being placed");
                await Task.Delay(Random.Shared.Next(20, 600), Stop);
                await orion.KillAsync(Stop);
                await Task.WhenAll(shopping);
            }

            using (await OrionProcess.ServeAsync(database, folder, settings, Stop))
                await UntilAsync(async () => await AskAsync(database, "select count(*) from orders where status = 'Draft'") == "0", "every draft is resolved");

            await AssertNothingIsLostAsync(database);
            var (code, said) = await OrionProcess.RunAsync(database, folder, "verify", Stop);
            Assert.True(code == 0, said);
        }
        finally
        {
            ScratchFolder.Delete(folder);
        }
    }

    /// <summary>Orders again and again until the process is gone; first what the last process left without an answer.</summary>
    private async Task ShopAsync(OrionProcess orion)
    {
        using var buyer = new Buyer(orion.Api(server.World["acme"].Host));
        try
        {
            while (unanswered.TryDequeue(out var left)) await OrderAsync(buyer, left.Cart, left.Key);
            while (true) await OrderAsync(buyer, await buyer.CartAsync((server.World["acme"].Mug.Variant, 1)), $"{Guid.CreateVersion7()}");
        }
        catch (Exception killed) when (killed is HttpRequestException or IOException or JsonException)
        {
            // The process is gone, perhaps in the middle of an answer.
        }
    }

    private async Task OrderAsync(Buyer buyer, string cart, string key)
    {
        // One in four is decided late, so that there are always some whose payment nobody waits for.
        var outcome = key[^1] is '0' or '1' or '2' or '3' ? "late" : "approve";
        try
        {
            var (status, order) = await buyer.OrderAsync(cart, outcome, key);
            if (status is HttpStatusCode.Created or HttpStatusCode.OK or HttpStatusCode.Accepted)
                answered.Add((status, order.Text("token")!, status == HttpStatusCode.Accepted ? null : order.Number()));
        }
        catch (Exception killed) when (killed is HttpRequestException or IOException or JsonException)
        {
            unanswered.Enqueue((cart, key));
            throw;
        }
    }

    private async Task AssertNothingIsLostAsync(TestDatabase database)
    {
        var placed = (await TestDatabase.ListAsync(database.Platform, "select token || ' ' || number from orders where status = 'Placed'"))
            .Select(row => row.Split(' ')).ToDictionary(row => row[0], row => long.Parse(row[1], System.Globalization.CultureInfo.InvariantCulture));
        Assert.NotEmpty(answered);
        foreach (var (status, token, number) in answered)
        {
            Assert.True(placed.TryGetValue(token, out var kept), $"The order {token} was answered with {status} and isn't there.");
            if (number is not null) Assert.Equal(number, kept);
        }

        // Money was taken once for each order that is placed, and for no other.
        Assert.Equal($"{placed.Count}", await AskAsync(database, "select count(*) from test_charges where outcome = 'Captured'"));
        Assert.Equal("0", await AskAsync(database, "select count(*) from stock_reservations"));
    }

    private static Task<string> AskAsync(TestDatabase database, string sql) => TestDatabase.AskAsync(database.Platform, sql);

    private static async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        for (var waited = System.Diagnostics.Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(30);)
        {
            if (await isSo()) return;
            await Task.Delay(20, Stop);
        }

        Assert.Fail($"Not in time: {what}.");
    }
}
