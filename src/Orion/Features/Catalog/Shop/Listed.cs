using System.Linq.Expressions;
using Orion.Framework.Currencies;
using Orion.Framework.Web.Shell;

namespace Orion.Features.Catalog.Shop;

/// <summary>The columns of a product document that lists show; the rest of it stays in the database.</summary>
public sealed record Listed(
    Guid Id, string Slug, string Name, long PriceFrom, long PriceTo, long? CompareAt, string Currency, bool Available,
    string? ImageKey, int ImageWidth, int ImageHeight, string ImageAlt, DateTimeOffset CreatedAt)
{
    /// <summary>Reads them.</summary>
    public static readonly Expression<Func<ProductDocument, Listed>> Columns = d => new Listed(
        d.Id, d.Slug, d.Name, d.PriceFrom, d.PriceTo, d.CompareAt, d.Currency, d.Available,
        d.ImageKey, d.ImageWidth, d.ImageHeight, d.ImageAlt, d.CreatedAt);

    /// <summary>As the shop shows it. While stock isn't counted, everything is available.</summary>
    public BrowseProducts.Row ToRow(RequestContext request) => new(
        Id, Slug, Name, new Money(PriceFrom, Currency), PriceTo > PriceFrom,
        PriceTo == PriceFrom && CompareAt > PriceFrom ? new Money(CompareAt.Value, Currency) : null,
        Picture.Of(request, ImageKey, ImageWidth, ImageHeight, ImageAlt),
        Available || !request.IsEnabled("inventory"));
}
