using Orion.Framework.Web;

namespace Orion.Features.Catalog.Shop;

/// <summary>The orders in which the shop lists products. Each has an index, and a key that a cursor can hold.</summary>
public static class ListingSort
{
    /// <summary>Newest first.</summary>
    public const string Newest = "newest";

    /// <summary>Cheapest first.</summary>
    public const string Cheapest = "price";

    /// <summary>Dearest first.</summary>
    public const string Dearest = "-price";

    /// <summary>From A to Z.</summary>
    public const string Name = "name";

    /// <summary>The orders and what shoppers call them.</summary>
    public static readonly IReadOnlyList<(string Code, string Title)> All =
    [
        (Newest, "Newest"), (Cheapest, "Price, low to high"), (Dearest, "Price, high to low"), (Name, "Name")
    ];

    /// <summary>Whether there is such an order.</summary>
    public static bool Exists(string sort) => All.Any(s => s.Code == sort);

    /// <summary>Reads a cursor of this order.</summary>
    public static bool TryRead(string? text, string sort, out Cursor cursor) => sort switch
    {
        Newest => Cursor.TryReadMoment(text, sort, out cursor),
        Name => Cursor.TryRead(text, sort, out cursor),
        _ => Cursor.TryReadNumber(text, sort, out cursor)
    };

    /// <summary>Where a list ends with this document.</summary>
    public static Cursor At(string sort, DateTimeOffset createdAt, long price, string name, Guid id) => sort switch
    {
        Newest => Cursor.At(sort, createdAt, id),
        Name => new Cursor(sort, name, id),
        _ => Cursor.At(sort, price, id)
    };

    /// <summary>The documents in this order, from behind the cursor on.</summary>
    public static IQueryable<ProductDocument> Sort(IQueryable<ProductDocument> documents, string sort, Cursor? after) => sort switch
    {
        Cheapest => (after is null ? documents : documents.Where(d =>
                EF.Functions.GreaterThan(ValueTuple.Create(d.PriceFrom, d.Id), ValueTuple.Create(after.Number, after.Id))))
            .OrderBy(d => d.PriceFrom).ThenBy(d => d.Id),
        Dearest => (after is null ? documents : documents.Where(d =>
                EF.Functions.LessThan(ValueTuple.Create(d.PriceFrom, d.Id), ValueTuple.Create(after.Number, after.Id))))
            .OrderByDescending(d => d.PriceFrom).ThenByDescending(d => d.Id),
        Name => (after is null ? documents : documents.Where(d =>
                EF.Functions.GreaterThan(ValueTuple.Create(d.Name, d.Id), ValueTuple.Create(after.Key, after.Id))))
            .OrderBy(d => d.Name).ThenBy(d => d.Id),
        _ => (after is null ? documents : documents.Where(d =>
                EF.Functions.LessThan(ValueTuple.Create(d.CreatedAt, d.Id), ValueTuple.Create(after.Moment, after.Id))))
            .OrderByDescending(d => d.CreatedAt).ThenByDescending(d => d.Id)
    };
}
