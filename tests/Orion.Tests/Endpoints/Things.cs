using System.Globalization;
using System.Security.Cryptography;
using Orion.Features.Catalog;
using Orion.Features.Core;
using Orion.Features.Core.Sessions;
using Orion.Features.Customers.Sessions;
using Orion.Features.Orders;
using Orion.Features.Support;
using Orion.Features.Tenancy;
using Orion.Framework.Audit;
using Orion.Framework.Auth.Sessions;
using Orion.Framework.Currencies;
using Orion.Framework.Web;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Endpoints;

/// <summary>One of each thing that an address or a body can name, by the word that the rows use for it.</summary>
public sealed record Things(IReadOnlyDictionary<string, string> Names)
{
    private static int numbers = 100_000;

    /// <summary>A thing's name, id, number or token.</summary>
    public string this[string thing] => Names[thing];

    /// <summary>Fresh things of a store, none of which names the store.</summary>
    public static async Task<Things> MakeAsync(OrionApp app, string code)
    {
        var store = app.World[code];
        var (slug, shelf) = (Word(12), Word(12));
        var kitchen = await app.Make.CategoryAsync(store.Id, shelf, "A shelf");
        var product = await app.Make.ProductAsync(store.Id, slug, "A thing", store.Currency, 1000, options: ("Size", ["S", "M"]), category: kitchen);
        var deleted = await app.Make.ProductAsync(store.Id, Word(12), "A deleted thing", store.Currency, 1000, status: ProductStatus.Draft);
        var (cart, orderToken, number) = (RandomToken.Make(), RandomToken.Make(), Interlocked.Increment(ref numbers));
        var now = TimeProvider.System.GetUtcNow();
        var image = ProductImage.Stored(product.Id, Word(24), 800, 600, "A thing", 1);
        var platform = store.PlatformHost == World.Harbour ? app.World.HarbourId : app.World.LagoonId;
        var spare = Store.Open(platform, Word(12), "A spare store", "USD", "en-US", "UTC", "US", "spare@example.test");
        var (colleague, newcomer, outsider) = (Worker("A colleague", World.PasswordHash), Worker("A newcomer", ""), Worker("An outsider", World.PasswordHash));
        colleague.OfferSecondFactor([1, 2, 3], false, now);
        colleague.ConfirmSecondFactor(1, Guid.CreateVersion7(), now);
        outsider.Disable(now);
        var boss = User.Register($"{Word(12)}@example.test", "A boss", World.PasswordHash);
        var ada = new Actor(ActorKind.Admin, app.World.Ada.Id, app.World.Ada.Name);
        var asked = SupportGrant.Ask(store.Id, ada, new ActedFor(store.Owner.Id, store.Owner.Name), "A question.", now);
        var access = SupportGrant.Ask(store.Id, ada, new ActedFor(store.Owner.Id, store.Owner.Name), "Another question.", now);
        access.Answer(24, store.Owner.Name, now);
        var member = User.Register($"{Word(12)}@example.test", "A colleague", World.PasswordHash);
        var joined = StoreMember.Join(store.Id, member.Id, StoreRole.Staff, now);
        var role = TeamRole.Make(Word(12), "", ["orders.view"]);
        var invitation = TeamInvitation.To($"{Word(12)}@example.test", StoreRole.Viewer, null, store.Owner.Id, now.AddHours(-1));
        var invite = invitation.MakeToken();
        var key = ApiKey.Make("A program", ["orders.view"], store.Owner.Id, now, null, out _);
        Guid item = default;
        var sessions = (Shop: CustomerSession.Begin(store.Carol.Id, new SessionStart(now, TimeSpan.FromDays(1))),
            Store: UserSession.Begin(store.Owner.Id, Face.Store, store.Id, new SessionStart(now, TimeSpan.FromDays(1))),
            Admin: UserSession.Begin(app.World.Ada.Id, Face.Admin, null, new SessionStart(now, TimeSpan.FromDays(1))));
        await app.Make.InStoreAsync(store.Id, async db =>
        {
            (await db.Set<Product>().SingleAsync(p => p.Id == deleted.Id)).Delete(now);
            var open = Cart.Open(cart, now);
            var ordered = Cart.Open(RandomToken.Make(), now);
            var inCart = CartItem.Of(open.Id, product.Variant, 1);
            item = inCart.Id;
            ordered.Close(now);
            db.AddRange(open, ordered, inCart, image, member, joined, role, invitation, key);
            var line = new OrderLine(
                product.Variant, product.Id, "THING", "A thing", slug, new Dictionary<string, string>(), null, 1, new Money(1000, store.Currency), true);
            var order = Order.Draft(ordered.Id, orderToken);
            order.Agree(new OrderTerms(
                "shopper@example.test", Home, Home, "standard", "Standard",
                OrderTotals.Reckon(store.Currency, [line], Money.Zero(store.Currency), [], TaxRounding.PerTotal)), [line], null);
            order.Place(number, now);
            order.MailFailed(OrderMailKind.Confirmation, now);
            db.AddRange(order, spare, boss, asked, access, StoreMember.Join(spare.Id, boss.Id, StoreRole.Owner, now), colleague, newcomer, outsider, sessions.Shop, sessions.Store, sessions.Admin);
            // What is kept in memory of the store, such as its categories, is read again.
            await db.NotifyAsync(PageCache.Channel, $"{store.Id}", TestContext.Current.CancellationToken);
            return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        await UntilShownAsync(app, code, shelf);
        return new(new Dictionary<string, string>
        {
            ["product"] = product.Id.ToString(),
            ["variant"] = product.Variant.ToString(),
            ["image"] = image.Id.ToString(),
            ["slug"] = slug,
            ["code"] = Word(10),
            ["category"] = kitchen.ToString(),
            ["shelf"] = shelf,
            ["cart"] = cart,
            ["item"] = item.ToString(),
            ["number"] = number.ToString(CultureInfo.InvariantCulture),
            ["order"] = orderToken,
            ["store"] = spare.Id.ToString(),
            ["home"] = store.Id.ToString(),
            ["boss"] = boss.Id.ToString(),
            ["request"] = asked.Id.ToString(),
            ["access"] = access.Id.ToString(),
            ["colleague"] = colleague.Id.ToString(),
            ["newcomer"] = newcomer.Id.ToString(),
            ["outsider"] = outsider.Id.ToString(),
            ["member"] = joined.Id.ToString(),
            ["role"] = role.Id.ToString(),
            ["invitation"] = invitation.Id.ToString(),
            ["invite"] = invite,
            ["key"] = key.Id.ToString(),
            ["module"] = "catalog",
            ["deleted"] = deleted.Id.ToString(),
            ["platform"] = platform.ToString(),
            ["shopsession"] = sessions.Shop.Id.ToString(),
            ["storesession"] = sessions.Store.Id.ToString(),
            ["adminsession"] = sessions.Admin.Id.ToString(),
            ["entry"] = await TestDatabase.AskAsync(
                app.Database.Platform, $"select id from audit_logs where store_id = '{store.Id}' and entity_id = '{product.Id}' limit 1")
        });
    }

    /// <summary>Announcements arrive a moment after their commit: waits until the shop knows its new shelf.</summary>
    private static async Task UntilShownAsync(OrionApp app, string code, string shelf)
    {
        using var shopper = app.Api(code);
        for (var tries = 0; tries < 500; tries++, await Task.Delay(20, TestContext.Current.CancellationToken))
            if ((await shopper.GetJsonAsync("/api/v1/shop/categories")).GetRawText().Contains(shelf, StringComparison.Ordinal)) return;
        Assert.Fail("The shop never heard of its new category.");
    }

    /// <summary>Names of the same shape and length that nothing has.</summary>
    public static Things Missing() => new(new Dictionary<string, string>
    {
        ["product"] = Guid.CreateVersion7().ToString(),
        ["variant"] = Guid.CreateVersion7().ToString(),
        ["image"] = Guid.CreateVersion7().ToString(),
        ["slug"] = Word(12),
        ["code"] = Word(10),
        ["category"] = Guid.CreateVersion7().ToString(),
        ["shelf"] = Word(12),
        ["cart"] = RandomToken.Make(),
        ["item"] = Guid.CreateVersion7().ToString(),
        ["number"] = (Interlocked.Increment(ref numbers) + 500_000).ToString(CultureInfo.InvariantCulture),
        ["order"] = RandomToken.Make(),
        ["store"] = Guid.CreateVersion7().ToString(),
        ["home"] = Guid.CreateVersion7().ToString(),
        ["boss"] = Guid.CreateVersion7().ToString(),
        ["request"] = Guid.CreateVersion7().ToString(),
        ["access"] = Guid.CreateVersion7().ToString(),
        ["colleague"] = Guid.CreateVersion7().ToString(),
        ["newcomer"] = Guid.CreateVersion7().ToString(),
        ["outsider"] = Guid.CreateVersion7().ToString(),
        ["member"] = Guid.CreateVersion7().ToString(),
        ["role"] = Guid.CreateVersion7().ToString(),
        ["invitation"] = Guid.CreateVersion7().ToString(),
        ["invite"] = Word(43),
        ["key"] = Guid.CreateVersion7().ToString(),
        ["module"] = Word(7),
        ["deleted"] = Guid.CreateVersion7().ToString(),
        ["platform"] = Guid.CreateVersion7().ToString(),
        ["shopsession"] = Guid.CreateVersion7().ToString(),
        ["storesession"] = Guid.CreateVersion7().ToString(),
        ["adminsession"] = Guid.CreateVersion7().ToString(),
        ["entry"] = Guid.CreateVersion7().ToString()
    });

    /// <summary>These things, but one of them taken from others.</summary>
    public Things With(string thing, Things other) =>
        new(new Dictionary<string, string>(Names.Select(n => n.Key == thing ? new(thing, other[thing]) : n)));

    private static Address Home { get; } = new()
    {
        Name = "A Shopper",
        Line1 = "1 Long Street",
        City = "Springfield",
        PostalCode = "12345",
        Country = "US"
    };

    private static User Worker(string name, string passwordHash) =>
        User.Register($"{Word(12)}@example.test", name, passwordHash, AdminRole.Support);

    private static string Word(int length) => RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz", length);
}
