using System.Globalization;
using System.Net;
using Orion.Features.Tenancy;
using Orion.Features.Tenancy.Admin;
using Orion.Framework.Currencies;
using Orion.Framework.Regions;
using Orion.Framework.Web;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Tenancy;

/// <summary>What a store is opened with is usable or refused; what is stored all the same takes no page down.</summary>
public sealed class StoreSettingsTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static readonly string[] Nonsense =
        ["", " ", "\n", "x", "de", "de-", "-DE", "en_US", "en-001", "es-419", "de-DE\n", "zz-ZZ", "Europe", "C", "../../etc/passwd", "\ud83d", "en-US-x-a-b-c-d-e-f-g-h"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_culture_that_is_taken_writes_every_amount_and_date()
    {
        string[] currencies = ["EUR", "USD", "JPY", "TND", "CHF"];
        var taken = 0;
        foreach (var known in CultureInfo.GetCultures(CultureTypes.AllCultures).Select(c => c.Name).Concat(Nonsense))
        {
            if (IsRefused(new { Culture = known }, "culture")) continue;
            if (known.Length == 0) continue;
            taken++;
            var culture = Cultures.Find(known)!;
            Assert.True(culture.Name.Length <= 20 && Countries.IsKnown(Cultures.CountryOf(culture)), known);
            foreach (var currency in currencies) Assert.NotEqual("", new Money(123456, currency).Format(culture));
            foreach (var format in new[] { "f", "g", "d", "D", "m", "y" })
                Assert.NotEqual("", new DateTime(2026, 11, 28, 5, 0, 0, DateTimeKind.Utc).ToString(format, culture));
            _ = StringComparer.Create(culture, CompareOptions.None).Compare("a", "b");
        }

        Assert.InRange(taken, 200, 2_000);
    }

    [Fact]
    public void Every_time_zone_that_is_taken_is_one_of_iana_and_every_day_of_it_begins()
    {
        foreach (var name in TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id).Concat(["Asia/Calcutta", "US/Eastern", "Etc/GMT+5", "America/Argentina/Buenos_Aires"]))
        {
            Assert.False(IsRefused(new { TimeZone = name }, "timeZone"), name);
            var zone = TimeZones.Find(name)!;
            for (var day = new DateOnly(2026, 1, 1); day.Year == 2026; day = day.AddDays(1))
            {
                var begin = zone.BeginningOf(day);
                Assert.Equal(day, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(begin, zone).DateTime));
                Assert.NotEqual(day, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(begin.AddSeconds(-1), zone).DateTime));
            }
        }

        foreach (var name in new[]
                 {
                     "W. Europe Standard Time", "UTC-11", "Pacific Standard Time", "posix/Europe/Berlin", "right/Europe/Berlin", "localtime", "Factory",
                     "Europe/Berlin\n", "Europe/", "../Europe/Berlin", "Mars/Olympus", "+01:00", "EUROPE/BERLIN", "europe/berlin"
                 })
            Assert.True(IsRefused(new { TimeZone = name }, "timeZone"), name);
    }

    [Fact]
    public void Only_countries_of_iso_and_only_codes_without_a_line_feed_are_taken()
    {
        foreach (var code in Countries.All.Select(c => c.Country)) Assert.False(IsRefused(new { Country = code }, "country"), code);
        foreach (var code in new[] { "ZZ", "DE\n", "de", "D", "DEU", "EU", "1A" }) Assert.True(IsRefused(new { Country = code }, "country"), code);
        foreach (var code in new[] { "mugs\n", "mugs ", "-mugs", "MUGS" }) Assert.True(IsRefused(new { Code = code }, "code"), code);
        foreach (var currency in new[] { "EUR\n", "eur", "ZZZ" }) Assert.True(IsRefused(new { Currency = currency }, "currency"), currency);
    }

    [Fact]
    public async Task Stored_nonsense_takes_no_page_down()
    {
        await using var own = await OrionApp.StartAsync(app.Server, new AppOptions());
        var places = new[] { ("en-001", "W. Europe Standard Time", "ZZ"), ("es-419", "Mars/Olympus", "  "), ("xx", "", "QQ"), ("", "posixrules", "de") };
        foreach (var (store, (culture, zone, country)) in own.World.Stores.Zip(places))
            await TestDatabase.AskAsync(
                own.Database.Platform, $"update stores set culture = '{culture}', time_zone = '{zone}', country = '{country}' where id = '{store.Id}'");
        foreach (var store in own.World.Stores)
        {
            using var shop = own.Shop(store.Code);
            foreach (var path in new[] { "/", "/products", "/products/mug", "/products?sort=name", "/cart" }) await IsThereAsync(shop, path);
            using var dashboard = own.Dashboard(store.Code);
            foreach (var path in new[] { "/store", "/store/products", "/store/orders", "/store/team", "/store/activity" }) await IsThereAsync(dashboard, path);
            using var console = own.Console();
            await IsThereAsync(console, $"/stores/{store.Id}");
        }
    }

    private static async Task IsThereAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, Stop);
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound or HttpStatusCode.Redirect or HttpStatusCode.SeeOther, $"{path}: {answer.StatusCode}");
        if (path is "/" or "/products" or "/products/mug" or "/store" or "/store/products") Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static bool IsRefused(object with, string field)
    {
        string? Of(string name) => (string?)with.GetType().GetProperty(name)?.GetValue(with);
        var errors = new Errors();
        new OpenStore(
            Of("Code") ?? "mugs", "Mugs", "harbour", Of("Currency") ?? "EUR", Of("Culture"), Of("TimeZone"), Of("Country"), "o@example.com", null, null).Validate(errors);
        return errors.ToDictionary().ContainsKey(field);
    }
}
