using System.Globalization;
using System.Text.RegularExpressions;
using Orion.Framework.Currencies;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Orders;

public sealed partial class SalesOfDaysTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sales_beyond_a_bigint_are_added_up_and_drawn()
    {
        var store = app.World["acme"];
        var most = long.MaxValue - 7;
        for (var i = 0; i < 3; i++) await SellAsync(store.Id, most, "now()");
        using var owner = app.Dashboard("acme");
        var page = await owner.GetStringAsync("/store", Stop);
        Assert.Contains(new MoneySum(3m * most, "USD").Format(CultureInfo.GetCultureInfo("en-US")), page, StringComparison.Ordinal);
        Assert.All(Heights().Matches(page), bar => Assert.InRange(int.Parse(bar.Groups[1].Value, CultureInfo.InvariantCulture), 0, 114));
    }

    [Fact]
    public async Task Days_are_those_of_the_stores_zone()
    {
        var store = app.World["cedar"];
        // Tokyo's midnight is three in the afternoon before: one second of yesterday, one of today.
        await SellAsync(store.Id, 7_000, "(date_trunc('day', now() at time zone 'Asia/Tokyo') at time zone 'Asia/Tokyo') - interval '1 second'");
        await SellAsync(store.Id, 500, "date_trunc('day', now() at time zone 'Asia/Tokyo') at time zone 'Asia/Tokyo'");
        using var owner = app.Dashboard("cedar");
        var page = await owner.GetStringAsync("/store", Stop);
        var days = Rows().Matches(page).Select(m => WebUtility(m.Groups[1].Value)).ToList();
        Assert.Equal(14, days.Count);
        Assert.Equal(new MoneySum(500, "JPY").Format(CultureInfo.GetCultureInfo("ja-JP")), days[^1]);
        Assert.Equal(new MoneySum(7_000, "JPY").Format(CultureInfo.GetCultureInfo("ja-JP")), days[^2]);
    }

    private static string WebUtility(string html) => System.Net.WebUtility.HtmlDecode(html);

    private Task<string> SellAsync(Guid store, long total, string placedAt) => TestDatabase.AskAsync(app.Database.Admin,
        // An order without a cart, a customer or lines: only its total matters here.
        "set session_replication_role = replica",
        $$"""
          insert into orders (store_id, id, number, token, cart_id, status, payment_status, fulfillment_status, email, shipping_address, billing_address,
            shipping_method, shipping_method_name, tax_rounding, metadata, placed_at, created_at, updated_at, shipping_amount, shipping_currency,
            subtotal_amount, subtotal_currency, tax_amount, tax_currency, total_amount, total_currency)
          select '{{store}}', gen_random_uuid(), (select coalesce(max(number), 5000) + 1 from orders where store_id = '{{store}}'), gen_random_uuid()::text, gen_random_uuid(), 'Placed', 'Paid', 'Fulfilled',
            'huge@example.test', a.address, a.address, 'standard', 'Standard', 'PerLine', '{}', {{placedAt}}, now(), now(), 0, c.code, {{total}}, c.code, 0, c.code,
            {{total}}, c.code
          from (select '{"Name":"Huge","Line1":"A","Line2":"","City":"B","PostalCode":"","Region":"","Country":"US","Phone":""}'::jsonb as address) a,
            (select currency as code from stores where id = '{{store}}') c
          """);

    [GeneratedRegex("class=\"chart-bar[^\"]*\"[^>]* height=\"([0-9]+)\"")]
    private static partial Regex Heights();

    [GeneratedRegex("<tr><th scope=\"row\">[^<]*</th><td>([^<]*)</td>")]
    private static partial Regex Rows();
}
