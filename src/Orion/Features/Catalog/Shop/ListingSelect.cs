using System.Text;
using Npgsql;
using Orion.Framework.Text;

namespace Orion.Features.Catalog.Shop;

/// <summary>The select behind a listing: one store, perhaps a category, perhaps words, an order, from a cursor on.</summary>
public static class ListingSelect
{
    /// <summary>The select; its rows are read by <see cref="Listed.Read"/>.</summary>
    /// <param name="category">The slug of a category, or null for all products.</param>
    /// <param name="text">What must occur, or null.</param>
    /// <param name="sort">One of <see cref="ListingSort"/>.</param>
    /// <param name="collation">One of <see cref="Collation"/>, for names.</param>
    /// <param name="after">Where the page before ended, or null.</param>
    /// <param name="count">How many rows at most.</param>
    public static StoreSelect Of(string? category, string? text, string sort, string collation, Cursor? after, int count)
    {
        List<NpgsqlParameter> values = [];
        var sql = new StringBuilder("select ").Append(Listed.Columns).Append(" from product_documents where store_id = $1");
        if (category is not null) sql.Append(" and categories @> array[").Append('$').Append(Add(category)).Append("::text]");
        foreach (var word in ProductSearch.Words(text)) sql.Append(" and ").Append(ProductSearch.Occurs(Add(word)));
        if (after is not null)
        {
            values.Add(ListingSort.KeyOf(sort, after));
            sql.Append(" and ").Append(ListingSort.Behind(sort, collation, values.Count + 1, Add(after.Id)));
        }

        sql.Append(" order by ").Append(ListingSort.OrderBy(sort, collation)).Append(" limit $").Append(Add(count));
        return new StoreSelect(sql.ToString(), values);

        int Add<T>(T value)
        {
            values.Add(StoreSelect.Value(value));
            return values.Count + 1;
        }
    }
}
