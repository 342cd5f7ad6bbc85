using System.Text.Json;
using Microsoft.AspNetCore.Html;
using Orion.Framework.Web.Shell;

namespace Orion.Features.Catalog.Shop;

/// <summary>A product as search engines read it: schema.org in JSON-LD.</summary>
public static class ProductStructure
{
    private const int MostOffers = 50;

    /// <summary>The data block. The serializer's own encoder leaves nothing that could end the element.</summary>
    public static HtmlString For(RequestContext request, ShowProduct.Result product)
    {
        var address = CanonicalAddress.Of(request, "/products/" + product.Slug);
        var data = new Dictionary<string, object?>
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "Product",
            ["name"] = product.Name,
            ["url"] = address,
            ["description"] = product.Summary.Length > 0 ? product.Summary : null,
            ["image"] = product.Images.Take(6).Select(i => CanonicalAddress.OfPicture(request, i)).ToArray(),
            ["brand"] = new Dictionary<string, string>
            {
                ["@type"] = "Brand",
                ["name"] = product.Vendor.Length > 0 ? product.Vendor : request.Store.Name
            },
            ["offers"] = product.Variants.Take(MostOffers).Select(v => new Dictionary<string, object?>
            {
                ["@type"] = "Offer",
                ["url"] = product.Variants.Count > 1 ? $"{address}?variant={v.Id}" : address,
                ["sku"] = v.Sku.Length > 0 ? v.Sku : null,
                ["price"] = v.Price.ToDecimalString(),
                ["priceCurrency"] = v.Price.Currency,
                ["availability"] = v.Available ? "https://schema.org/InStock" : "https://schema.org/OutOfStock"
            }).ToArray()
        };
        return new HtmlString($"<script type=\"application/ld+json\">{JsonSerializer.Serialize(data)}</script>");
    }
}
