using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using MimeKit;
using Orion.Tests.Fixtures;
using Orion.Tests.Framework.Jobs;

namespace Orion.Tests.Features.Orders;

public sealed class OptionOrderTests(Server server)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    // PostgreSQL would put the shortest name first: fit, size, colour.
    private static readonly string[] Order = ["size", "fit", "colour"];

    [Fact]
    public async Task Options_are_read_in_the_order_of_the_product_from_cart_to_mail()
    {
        await using var app = await OrionApp.StartAsync(server, new AppOptions
        {
            Workers = true,
            Settings = { ["Jobs:Poll"] = "00:00:00.050", ["PublicOrigin"] = "https://orion.test" }
        });
        using var buyer = new Buyer(app.Api("acme"));
        using var owner = app.Api("acme", Who.Owner);
        using var shop = app.Shop("acme");
        using var dashboard = app.Dashboard("acme");

        var cart = await buyer.CartAsync((await MakeSmockAsync(owner), 1));
        var (_, order) = await buyer.OrderAsync(cart);
        await JobRequests.UntilAsync(
            async () => await app.AskAsync("select count(*) from order_status_history where event = 'mail-sent'") == "1", "the mail is sent");

        Assert.Equal(Order, Names((await buyer.ShowAsync(cart)).GetProperty("items")));
        Assert.Equal(Order, Names(order.GetProperty("lines")));
        Assert.Equal(Order, Names((await owner.GetJsonAsync($"/api/v1/store/orders/{order.Number()}")).GetProperty("lines")));
        Assert.Contains("L · Loose · Blue", WebUtility.HtmlDecode(await shop.GetStringAsync($"/orders/{order.Text("token")}", Stop)), StringComparison.Ordinal);
        Assert.Contains(
            "size L · fit Loose · colour Blue", WebUtility.HtmlDecode(await dashboard.GetStringAsync($"/store/orders/{order.Number()}", Stop)),
            StringComparison.Ordinal);
        using var mail = await MimeMessage.LoadAsync(Assert.Single(Directory.GetFiles(Path.Combine(app.DataFolder, "mail"))), Stop);
        foreach (var body in new[] { mail.HtmlBody, mail.TextBody })
            Assert.Contains("size: L, fit: Loose, colour: Blue", Regex.Replace(body!, @"\s+", " "), StringComparison.Ordinal);
    }

    private static async Task<Guid> MakeSmockAsync(HttpClient owner)
    {
        using var made = await owner.PostJsonAsync("/api/v1/store/products", new
        {
            name = "Smock",
            status = "active",
            variants = new[]
            {
                new { sku = "SMOCK-L", options = new { size = "L", fit = "Loose", colour = "Blue" }, price = new { amount = "60.00", currency = "USD" }, stock = 3 }
            }
        });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        return (await made.JsonAsync()).GetProperty("variants")[0].GetProperty("id").GetGuid();
    }

    private static IEnumerable<string> Names(JsonElement lines) => lines[0].GetProperty("options").EnumerateObject().Select(o => o.Name);
}
