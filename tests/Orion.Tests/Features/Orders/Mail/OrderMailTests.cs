using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Orion.Features.Orders;
using Orion.Framework.Currencies;
using Orion.Framework.Database;
using Orion.Framework.Jobs;
using Orion.Framework.Tenancy;
using Orion.Framework.Web;
using Orion.Tests.Fixtures;
using Orion.Tests.Framework.Jobs;

namespace Orion.Tests.Features.Orders.Mail;

public sealed class OrderMailTests(Server server)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_order_is_mailed_once_though_its_event_comes_twice()
    {
        await using var app = await StartAsync();
        var order = await PlaceAsync(app, "acme", "token-of-the-order");
        await RaiseAsync(app, "acme", new OrderPlaced(order), twice: true);
        await JobRequests.UntilAsync(async () => await app.AskAsync("select count(*) from jobs where state <> 'Done'") == "0", "all work is done");

        using var mail = await OnlyMailAsync(app);
        Assert.Equal("1", await app.AskAsync("select count(*) from jobs where kind = 'orders.mail'"));
        Assert.Equal("mail-sent", await app.AskAsync("select string_agg(event, ',') from order_status_history where event like '%mail%'"));
        Assert.Equal("Your order #1001 at Acme Mugs", mail.Subject);
        Assert.Equal("carol@example.test", Assert.Single(mail.To.Mailboxes).Address);
        Assert.Equal("hello@acme.test", Assert.Single(mail.ReplyTo.Mailboxes).Address);
        Assert.Equal("Acme Mugs", Assert.Single(mail.From.Mailboxes).Name);
        foreach (var body in new[] { mail.HtmlBody, mail.TextBody })
        {
            Assert.Contains($"https://{World.AcmeDomain}/orders/token-of-the-order", body, StringComparison.Ordinal);
            Assert.Contains("$25.00", body, StringComparison.Ordinal);
            Assert.Contains("1 Harbour Street", body, StringComparison.Ordinal);
        }

        Assert.Contains("&lt;b&gt;bold&lt;/b&gt; mug", mail.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>bold</b>", mail.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_server_that_lost_the_line_gets_the_same_mail_again()
    {
        await using var app = await StartAsync();
        var order = await PlaceAsync(app, "birch", "token");
        await RaiseAsync(app, "birch", new OrderPlaced(order));
        await JobRequests.UntilAsync(async () => await app.AskAsync("select count(*) from jobs where state <> 'Done'") == "0", "it was sent");
        // As if the worker had been lost between sending and saying so.
        await TestDatabase.AskAsync(app.Database.Admin, "delete from order_status_history where event = 'mail-sent'");
        await app.AskAsync("update jobs set state = 'Waiting', ended_at = null where kind = 'orders.mail'");
        await JobRequests.UntilAsync(async () => await app.AskAsync("select count(*) from jobs where state <> 'Done'") == "0", "it was sent again");

        using var mail = await OnlyMailAsync(app);
        Assert.EndsWith("@birch.harbour.test", mail.MessageId, StringComparison.Ordinal);
        Assert.Contains("25,00", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sent_order_is_told_of_with_its_tracking_number()
    {
        await using var app = await StartAsync();
        var order = await PlaceAsync(app, "acme", "token");
        var parcel = await app.Make.InStoreAsync(app.World["acme"].Id, async db =>
        {
            var sent = Fulfillment.Of(order, "Harbour Post", "HP-12345", "Sam", TimeProvider.System.GetUtcNow());
            db.Add(sent);
            await db.SaveChangesAsync(Stop);
            return sent.Id;
        });
        await RaiseAsync(app, "acme", new OrderFulfilled(order, parcel), twice: true);
        await JobRequests.UntilAsync(async () => await app.AskAsync("select count(*) from jobs where state <> 'Done'") == "0", "all work is done");

        using var mail = await OnlyMailAsync(app);
        Assert.Contains("is on its way", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("HP-12345", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("HP-12345", mail.TextBody, StringComparison.Ordinal);
    }

    private Task<OrionApp> StartAsync() => OrionApp.StartAsync(server, new AppOptions { Workers = true, Settings = { ["Jobs:Poll"] = "00:00:00.050", ["PublicOrigin"] = "https://orion.test" } });

    private static Task<Guid> PlaceAsync(OrionApp app, string code, string token)
    {
        var store = app.World[code];
        return app.Make.InStoreAsync(store.Id, async db =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var cart = Cart.Open("cart-" + token, now);
            var order = Order.Draft(cart.Id, token);
            OrderLine[] lines =
            [
                new(store.Mug.Variant, store.Mug.Id, "MUG", "A <b>bold</b> mug", "mug", new Dictionary<string, string>(), null, 2, new Money(1250, store.Currency), false)
            ];
            var address = new Address { Name = "Carol", Line1 = "1 Harbour Street", City = "Portside", PostalCode = "10001", Country = "US" };
            order.Agree(new OrderTerms(
                "carol@example.test", address, address, "standard", "Standard",
                OrderTotals.Reckon(store.Currency, lines, Money.Zero(store.Currency), [], TaxRounding.PerLine)), lines, null);
            order.Place(1001, now);
            db.Add(cart);
            db.Add(order);
            await db.SaveChangesAsync(Stop);
            return order.Id;
        });
    }

    private static async Task RaiseAsync<TEvent>(OrionApp app, string store, TEvent happened, bool twice = false) where TEvent : class, IEvent
    {
        await using var scope = app.Services.CreateAsyncScope();
        var tenants = scope.ServiceProvider.GetRequiredService<ITenantStore>();
        scope.ServiceProvider.GetRequiredService<RequestContext>().Enter((await tenants.FindByIdentifierAsync(store, Stop))!);
        var db = scope.ServiceProvider.GetRequiredService<OrionDb>();
        await db.InTransactionAsync(async () =>
        {
            var outbox = scope.ServiceProvider.GetRequiredService<Outbox>();
            outbox.Raise(happened);
            if (twice) outbox.Raise(happened);
            return await db.SaveChangesAsync(Stop);
        }, Stop);
    }

    private static async Task<MimeMessage> OnlyMailAsync(OrionApp app) =>
        await MimeMessage.LoadAsync(Assert.Single(Directory.GetFiles(Path.Combine(app.DataFolder, "mail"))), Stop);
}
