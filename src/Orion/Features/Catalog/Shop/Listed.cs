using Npgsql;
using Orion.Framework.Currencies;
using Orion.Framework.Web.Shell;

namespace Orion.Features.Catalog.Shop;

/// <summary>The columns of a product document that lists show; the rest of it stays in the database.</summary>
public sealed record Listed(
    Guid Id, string Slug, string Name, long PriceFrom, long PriceTo, long? CompareAt, string Currency, bool Available,
    string? ImageKey, int ImageWidth, int ImageHeight, string ImageAlt, DateTimeOffset CreatedAt)
{
    /// <summary>The columns, in the order in which <see cref="Read"/> takes them.</summary>
    public const string Columns =
        "id, slug, name, price_from, price_to, compare_at, currency, available, image_key, image_width, image_height, image_alt, created_at";

    /// <summary>How many columns these are.</summary>
    public const int ColumnCount = 13;

    /// <summary>The row on which the reader stands.</summary>
    public static Listed Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.IsDBNull(5) ? null : row.GetInt64(5),
        row.GetString(6), row.GetBoolean(7), row.IsDBNull(8) ? null : row.GetString(8), row.GetInt32(9), row.GetInt32(10),
        row.GetString(11), row.GetFieldValue<DateTimeOffset>(12));

    /// <summary>All rows of the result on which the reader stands.</summary>
    public static async Task<List<Listed>> ReadAllAsync(NpgsqlDataReader rows, CancellationToken stop)
    {
        List<Listed> all = [];
        while (await rows.ReadAsync(stop)) all.Add(Read(rows));
        return all;
    }

    /// <summary>As the shop shows it. While stock isn't counted, everything is available.</summary>
    public BrowseProducts.Row ToRow(RequestContext request) => new(
        Id, Slug, Name, new Money(PriceFrom, Currency), PriceTo > PriceFrom,
        PriceTo == PriceFrom && CompareAt > PriceFrom ? new Money(CompareAt.Value, Currency) : null,
        Picture.Of(request, ImageKey, ImageWidth, ImageHeight, ImageAlt),
        Available || !request.IsEnabled("inventory"));
}
