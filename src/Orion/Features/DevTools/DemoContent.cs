using System.Text.Json;
using Orion.Features.Catalog;
using Orion.Features.Orders;
using Orion.Features.Tenancy;
using Orion.Framework.Configuration;
using Orion.Framework.Currencies;

namespace Orion.Features.DevTools;

/// <summary>A demo store as its <c>store.json</c> under <c>Demo</c> describes it.</summary>
internal sealed record DemoContent(
    string Code, string Name, string Tagline, string Currency, string Culture, string TimeZone, string Country, string[] Domains,
    DemoTax[] TaxRates, DemoShipping[] ShippingMethods, DemoTheme Theme, DemoHome Home, DemoCategory[] Categories, DemoProduct[] Products,
    DemoBuyer[] Buyers)
{
    /// <summary>The folder that holds the demo stores.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Features", "DevTools", "Demo");

    /// <summary>Reads all demo stores, in the order in which they are shown.</summary>
    public static async Task<IReadOnlyList<DemoContent>> ReadAllAsync(CancellationToken stop)
    {
        if (!Directory.Exists(Folder)) throw new OperatorException("This build has no demo stores. Seed from a checkout, or publish with -p:DemoStores=true.");
        List<DemoContent> all = [];
        foreach (var code in (string[])["kiln", "hollow", "sumi"])
        {
            await using var file = File.OpenRead(Path.Combine(Folder, code, "store.json"));
            all.Add(await JsonSerializer.DeserializeAsync<DemoContent>(file, JsonSerializerOptions.Web, stop)
                ?? throw new InvalidOperationException($"The demo store '{code}' is empty."));
        }

        return all;
    }

    /// <summary>The path of one of the store's files.</summary>
    public string PathOf(string file) => Path.Combine(Folder, Code, file);
}

/// <summary>Someone who buys; the first is the customer with an account.</summary>
internal sealed record DemoBuyer(string Email, Address Address);

internal sealed record DemoTax(string Country, string Name, string Rate);

internal sealed record DemoShipping(string Code, string Name, string Description, Money Price, Money? FreeOver, string[] Countries);

internal sealed record DemoTheme(
    Dictionary<string, string> Light, Dictionary<string, string> Dark, Dictionary<string, string> Shape,
    Dictionary<string, string> Type, Dictionary<string, string> Density, string? Logo, string? Favicon)
{
    public ThemeTokens ToTokens() => new() { Light = Light, Dark = Dark, Shape = Shape, Type = Type, Density = Density };
}

internal sealed record DemoHome(
    string Eyebrow, string Title, string Text, string Image, string ImageAlt, DemoAction CallToAction, DemoStory Story, string Announcement);

internal sealed record DemoAction(string Label, string Category);

internal sealed record DemoStory(string Title, string Text, string Image, string ImageAlt);

internal sealed record DemoCategory(string Slug, string Name, string Description);

internal sealed record DemoProduct(
    string Slug, string Name, string Summary, string Description, string[] Categories, ProductOption[]? Options,
    DemoVariant[] Variants, DemoImage[] Images, ProductDetail[]? Details);

internal sealed record DemoVariant(string Sku, Dictionary<string, string>? Options, Money Price, Money? CompareAt, int Stock);

internal sealed record DemoImage(string File, string Alt, Dictionary<string, string>? Option);
