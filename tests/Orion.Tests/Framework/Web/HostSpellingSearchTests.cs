using Orion.Features.Core;
using Orion.Tests.Features.Orders;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Framework.Web;

/// <summary>Whoever looks for an address finds it in either spelling of its host, however it is stored.</summary>
public sealed class HostSpellingSearchTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static readonly string[] Spellings = ["übung.de", "Übung.DE", "info@übung.de", "xn--bung-zra.de", "info@xn--bung-zra.de", "XN--BUNG-ZRA", "übung"];

    [Theory]
    [InlineData("info@xn--bung-zra.de")]
    [InlineData("info@übung.de")]
    public async Task Orders_are_found(string stored)
    {
        using var buyer = new Buyer(app.Api("acme"));
        var (_, order) = await buyer.OrderAsync(await buyer.CartAsync((app.World["acme"].Mug.Variant, 1)), email: "info@übung.de");
        await TestDatabase.AskAsync(app.Database.Admin, $"update orders set email = '{stored}' where number = {order.Number()} and store_id = '{app.World["acme"].Id}'");
        using var owner = app.Api("acme", Who.Owner);

        await FoundAsync(owner, "/api/v1/store/orders", "number", $"{order.Number()}", stored);
    }

    [Theory]
    [InlineData("info@xn--bung-zra.de")]
    [InlineData("info@übung.de")]
    public async Task People_are_found(string stored)
    {
        var user = await app.Make.MemberAsync(app.World["acme"].Id, $"{Guid.CreateVersion7():n}@example.test", "Uta", StoreRole.Staff);
        await TestDatabase.AskAsync(app.Database.Admin, $"update users set email = left(id::text, 8) || '-info@gone.test' where email like 'info@%'", $"update users set email = '{stored}' where id = '{user.Id}'");
        using var console = app.AdminApi();

        await FoundAsync(console, "/api/v1/admin/users", "id", $"{user.Id}", stored);
    }

    [Fact]
    public async Task Stores_are_found_by_their_domains()
    {
        await app.Make.DomainAsync(app.World["acme"].Id, "xn--bung-zra.de", verified: true);
        using var console = app.AdminApi();

        await FoundAsync(console, "/api/v1/admin/stores", "code", "acme", "xn--bung-zra.de", isHost: true);
    }

    private static async Task FoundAsync(HttpClient client, string list, string key, string value, string stored, bool isHost = false)
    {
        foreach (var q in Spellings.Where(s => !isHost || !s.Contains('@')))
        {
            var items = (await client.GetJsonAsync($"{list}?q={Uri.EscapeDataString(q)}")).GetProperty("items").EnumerateArray();
            Assert.True(items.Any(i => i.GetProperty(key).ToString() == value), $"{q} doesn't find {stored}");
        }

        Assert.DoesNotContain(
            (await client.GetJsonAsync($"{list}?q=xn--other-kva.de")).GetProperty("items").EnumerateArray(), i => i.GetProperty(key).ToString() == value);
    }
}
