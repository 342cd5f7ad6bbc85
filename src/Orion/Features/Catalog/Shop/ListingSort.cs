using Npgsql;
using Orion.Framework.Text;

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

    /// <summary>The columns by which this order sorts, names by a <see cref="Collation"/>.</summary>
    public static string OrderBy(string sort, string collation) => sort switch
    {
        Cheapest => "price_from, id",
        Dearest => "price_from desc, id desc",
        Name => $"name collate \"{collation}\", id",
        _ => "created_at desc, id desc"
    };

    /// <summary>The condition for rows behind a cursor, whose key and id are the parameters of these numbers.</summary>
    public static string Behind(string sort, string collation, int key, int id) => sort switch
    {
        Cheapest => $"(price_from, id) > (${key}, ${id})",
        Dearest => $"(price_from, id) < (${key}, ${id})",
        Name => $"(name collate \"{collation}\", id) > (${key}, ${id})",
        _ => $"(created_at, id) < (${key}, ${id})"
    };

    /// <summary>The cursor's key as a parameter.</summary>
    public static NpgsqlParameter KeyOf(string sort, Cursor cursor) => sort switch
    {
        Newest => StoreSelect.Value(cursor.Moment),
        Name => StoreSelect.Value(cursor.Key),
        _ => StoreSelect.Value(cursor.Number)
    };
}
