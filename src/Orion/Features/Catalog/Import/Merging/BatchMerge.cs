using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Orion.Features.Catalog.Import.Sheets;

namespace Orion.Features.Catalog.Import.Merging;

/// <summary>What a batch has changed.</summary>
internal sealed record MergeCounts(
    long ProductsCreated, long ProductsUpdated, long VariantsCreated, long VariantsUpdated, long VariantsTakenOut, long PicturesFound,
    long Products, long Variants)
{
    public static MergeCounts None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0);

    public static MergeCounts operator +(MergeCounts a, MergeCounts b) => new(
        a.ProductsCreated + b.ProductsCreated, a.ProductsUpdated + b.ProductsUpdated, a.VariantsCreated + b.VariantsCreated,
        a.VariantsUpdated + b.VariantsUpdated, a.VariantsTakenOut + b.VariantsTakenOut, a.PicturesFound + b.PicturesFound,
        a.Products + b.Products, a.Variants + b.Variants);

    /// <summary>Whether shoppers may see something else than before.</summary>
    public bool AnythingChanged => ProductsCreated + ProductsUpdated > 0;
}

/// <summary>
/// Makes the store's products what a batch says, in one transaction and by statements over the whole batch. Runs as the
/// application's role with the store set, so that row security holds for every statement.
/// </summary>
internal sealed class BatchMerge(OrionDb db, RequestContext request, Headings headings, ToldStock told, IImportedStock stock)
{
    private NpgsqlConnection Connection => (NpgsqlConnection)db.Database.GetDbConnection();

    public Task<MergeCounts> RunAsync(IReadOnlyList<ImportedProduct> products, CancellationToken stop) =>
        db.InTransactionAsync(() => MergeAsync(products, stop), stop);

    private async Task<MergeCounts> MergeAsync(IReadOnlyList<ImportedProduct> products, CancellationToken stop)
    {
        await IdentifyAsync(products, stop);
        await BatchCopy.ProductsAsync(Connection, products, stop);
        await BatchCopy.VariantsAsync(Connection, products, stop);
        await BatchCopy.PicturesAsync(Connection, products, stop);
        await MergeProductsAsync(stop);
        await stock.ApplyAsync(told, stop);
        await using var command = Command(ProductSql.RefreshDocuments, request.Store.Id);
        await command.ExecuteNonQueryAsync(stop);
        var counts = await CountAsync(stop);
        if (counts.AnythingChanged)
            db.Record("imported", "product", name: $"{counts.ProductsCreated + counts.ProductsUpdated} products", after: new
            {
                created = counts.ProductsCreated,
                changed = counts.ProductsUpdated,
                slugs = products.Take(50).Select(p => p.Slug)
            });
        return counts;
    }

    private async Task IdentifyAsync(IReadOnlyList<ImportedProduct> products, CancellationToken stop)
    {
        await using (var locking = Command(ProductSql.Lock, request.Store.Id)) await locking.ExecuteNonQueryAsync(stop);
        var bySlug = products.ToDictionary(p => p.Slug, StringComparer.Ordinal);
        await using var command = Command(ProductSql.FindIds, request.Store.Id, bySlug.Keys.ToArray());
        await using var reader = await command.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop)) bySlug[reader.GetString(0)].Is(reader.GetGuid(1));
    }

    private async Task MergeProductsAsync(CancellationToken stop)
    {
        object store = request.Store.Id, now = request.Now, currency = request.Store.Currency;
        await using var batch = new NpgsqlBatch(Connection, Transaction);
        foreach (var table in ProductSql.Analyze.Split(';')) Add(table);
        Add(ProductSql.KeepUntold, store, Has(Column.Body), Has(Column.Vendor), Has(Column.Tags), Has(Column.Published) || Has(Column.Status),
            Has(Column.SeoDescription), Has(Column.Type) || Has(Column.ProductCategory));
        Add(VariantSql.MatchByOptions, store);
        Add(VariantSql.MatchBySku, store);
        Add(VariantSql.KeepUntold, store, Has(Column.Sku), Has(Column.CompareAt), Has(Column.Barcode), Has(Column.Grams),
            Has(Column.RequiresShipping), Has(Column.Taxable));
        Add(ProductSql.InsertCategories, store, now);
        Add(ProductSql.LeaveCategories, store);
        Add(ProductSql.UpdateProducts, store, now);
        Add(ProductSql.InsertProducts, store, now);
        Add(ProductSql.EnterCategories, store);
        Add(VariantSql.TakeOut, store, now);
        Add(VariantSql.Update, store, now, currency);
        Add(VariantSql.Insert, store, now, currency);
        if (Has(Column.ImageUrl))
        {
            Add(ProductSql.MatchImages, store);
            Add(ProductSql.KeepUntoldOfImages, store, Has(Column.ImageAlt), Has(Column.VariantImage));
            Add(ProductSql.DeleteImages, store);
            Add(ProductSql.UpdateImages, store);
            Add(ProductSql.InsertImages, store);
        }

        Add(ProductSql.TouchProducts, store, now);
        await batch.ExecuteNonQueryAsync(stop);

        bool Has(Column column) => headings.Has(column);

        void Add(string sql, params ReadOnlySpan<object> values)
        {
            var command = new NpgsqlBatchCommand(sql);
            foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
            batch.BatchCommands.Add(command);
        }
    }

    private async Task<MergeCounts> CountAsync(CancellationToken stop)
    {
        await using var command = Command(ProductSql.Count);
        await using var reader = await command.ExecuteReaderAsync(stop);
        await reader.ReadAsync(stop);
        return new MergeCounts(
            reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5),
            reader.GetInt64(6), reader.GetInt64(7));
    }

    private NpgsqlTransaction? Transaction => (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();

    private NpgsqlCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlCommand(sql, Connection, Transaction);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
