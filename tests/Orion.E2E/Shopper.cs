using System.Text.RegularExpressions;

namespace Orion.E2E;

/// <summary>What a guest does in a shop, by the words that a person sees.</summary>
internal static partial class Shopper
{
    /// <summary>Puts one product in the cart, from the product's page.</summary>
    public static async Task AddToCartAsync(IPage page, string product)
    {
        await page.GotoAsync(product);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add to cart" }).ClickAsync();
        // With JavaScript the cart opens beside the page, without it is the next page; both lead to the checkout.
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Check out" })).ToBeVisibleAsync();
    }

    /// <summary>Fills in the checkout for an address in <paramref name="country"/>.</summary>
    public static async Task FillInAsync(IPage page, string email, string country)
    {
        await page.GetByLabel("E-mail").FillAsync(email);
        var delivery = DeliveryAddress(page);
        await delivery.GetByLabel("Full name").FillAsync("Greta Guest");
        // Nobody can choose what is chosen already; another country brings fields of its own, which the labels below wait for.
        var choice = delivery.GetByLabel("Country");
        if (await choice.InputValueAsync() != country) await choice.SelectOptionAsync(country);
        var (code, codeLabel, city, region, regionLabel) = country switch
        {
            "CA" => ("M5V 2T6", "Postal code", "Toronto", "ON", "Province"),
            "JP" => ("150-0001", "Postal code", "Shibuya", "13", "Prefecture"),
            _ => ("97201", "ZIP code", "Portland", "OR", "State")
        };
        await delivery.GetByLabel(regionLabel).SelectOptionAsync(region);
        await delivery.GetByLabel("Address", new() { Exact = true }).FillAsync("12 Mill Lane");
        await delivery.GetByLabel(codeLabel).FillAsync(code);
        await delivery.GetByLabel("City").FillAsync(city);
    }

    /// <summary>The fields of the address that it goes to; the billing address has fields of the same names.</summary>
    public static ILocator DeliveryAddress(IPage page) => page.GetByRole(AriaRole.Group, new() { Name = "Shipping address" });

    /// <summary>Places the order and gives its number, from the page that thanks for it.</summary>
    public static async Task<string> PlaceAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Place order" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Thank you, Greta" })).ToBeVisibleAsync();
        var words = await page.GetByText(OrderNumber()).First.InnerTextAsync();
        return OrderNumber().Match(words).Groups[1].Value;
    }

    [GeneratedRegex(@"Order (\d{4,})", RegexOptions.IgnoreCase)]
    private static partial Regex OrderNumber();
}
