using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Orion.Features.Catalog.Import.Reading;
using Orion.Features.Catalog.Import.Sheets;

namespace Orion.Features.Catalog.Import.Merging;

/// <summary>What a batch has changed.</summary>
internal sealed record MergeCounts(
    long ProductsCreated, long ProductsUpdated, long VariantsCreated, long VariantsUpdated, long VariantsTakenOut, long PicturesFound,
    long Products, long Variants, long VariantsKept)
{
    public static MergeCounts None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0);

    public static MergeCounts operator +(MergeCounts a, MergeCounts b) => new(
        a.ProductsCreated + b.ProductsCreated, a.ProductsUpdated + b.ProductsUpdated, a.VariantsCreated + b.VariantsCreated,
        a.VariantsUpdated + b.VariantsUpdated, a.VariantsTakenOut + b.VariantsTakenOut, a.PicturesFound + b.PicturesFound,
        a.Products + b.Products, a.Variants + b.Variants, a.VariantsKept + b.VariantsKept);

    /// <summary>Whether shoppers may see something else than before.</summary>
    public bool AnythingChanged => ProductsCreated + ProductsUpdated > 0;
}

/// <summary>What came of a batch, and what there is to say of its products.</summary>
internal sealed record MergeOutcome(MergeCounts Counts, IReadOnlyList<ProductProblems> Said)
{
    public static MergeOutcome None { get; } = new(MergeCounts.None, []);

    public static MergeOutcome operator +(MergeOutcome a, MergeOutcome b) => new(a.Counts + b.Counts, [.. a.Said, .. b.Said]);
}

/// <summary>How an import deals with what is there.</summary>
/// <param name="KeepStock">Variants that the store has already keep their stock.</param>
/// <param name="RemoveMissing">Variants that the file doesn't name are taken out of the products that it does name.</param>
/// <param name="DryRun">Everything is tried, and nothing is kept.</param>
internal sealed record MergeOptions(bool KeepStock = false, bool RemoveMissing = false, bool DryRun = false);

/// <summary>
/// Makes the store's products what a batch says, in one transaction and by statements over the whole batch. Runs as the
/// application's role with the store set, so that row security holds for every statement.
/// </summary>
internal sealed class BatchMerge(
    OrionDb db, RequestContext request, Headings headings, MergeOptions options, IImportedStock stock, IReadOnlyDictionary<string, string> earlier)
{
    /// <summary>Whether another batch could still be tried.</summary>
    public bool IsConnected => Connection.FullState == System.Data.ConnectionState.Open;

    private NpgsqlConnection Connection => (NpgsqlConnection)db.Database.GetDbConnection();

    public Task<MergeOutcome> RunAsync(IReadOnlyList<ImportedProduct> products, CancellationToken stop) =>
        db.InTransactionAsync(() => MergeAsync(products, stop), _ => !options.DryRun, stop);

    private async Task<MergeOutcome> MergeAsync(IReadOnlyList<ImportedProduct> all, CancellationToken stop)
    {
        await using (var locking = Command(ProductSql.Lock, request.Store.Id)) await locking.ExecuteNonQueryAsync(stop);
        var identity = new BatchIdentity(Command, request.Store.Id, earlier);
        await identity.FindProductsAsync(all, stop);
        var plan = new VariantPlan(headings, options, await identity.MatchVariantsAsync(all, stop));
        var products = plan.Take(all);
        await BatchCopy.ProductsAsync(Connection, products, await identity.FindCategoriesAsync(products, stop), stop);
        await BatchCopy.VariantsAsync(Connection, plan.Variants, stop);
        await BatchCopy.PicturesAsync(Connection, products, stop);
        await MergeProductsAsync(stop);
        await stock.ApplyAsync(stop);
        await using var refreshing = Command(ProductSql.RefreshDocuments, request.Store.Id);
        await refreshing.ExecuteNonQueryAsync(stop);
        var counts = await CountAsync(stop);
        await SayPicturesTakenOutAsync(plan, products, stop);
        if (counts.AnythingChanged)
            db.Record("imported", "product", name: $"{counts.ProductsCreated + counts.ProductsUpdated} products", after: new
            {
                created = counts.ProductsCreated,
                changed = counts.ProductsUpdated,
                slugs = products.Take(50).Select(p => p.Slug)
            });
        return new MergeOutcome(counts, plan.Said);
    }

    private async Task MergeProductsAsync(CancellationToken stop)
    {
        object store = request.Store.Id, now = request.Now, currency = request.Store.Currency;
        await using var batch = new NpgsqlBatch(Connection, Transaction);
        foreach (var table in ProductSql.Analyze.Split(';')) Add(table);
        Add(ProductSql.KeepUntold, store);
        Add(VariantSql.KeepUntold, store);
        Add(ProductSql.InsertCategories, store, now);
        Add(ProductSql.LeaveCategories, store);
        Add(ProductSql.KeepHandles, store);
        Add(ProductSql.UpdateProducts, store, now);
        Add(ProductSql.InsertProducts, store, now);
        Add(ProductSql.EnterCategories, store);
        Add(VariantSql.TakeOut, store, now);
        Add(VariantSql.Update, store, now, currency);
        Add(VariantSql.Insert, store, now, currency);
        Add(ProductSql.MatchImages, store);
        Add(ProductSql.KeepUntoldOfImages, store);
        Add(ProductSql.DeleteImages, store);
        Add(ProductSql.UpdateImages, store);
        Add(ProductSql.InsertImages, store);
        Add(ProductSql.TouchProducts, store, now);
        await batch.ExecuteNonQueryAsync(stop);

        void Add(string sql, params ReadOnlySpan<object> values)
        {
            var command = new NpgsqlBatchCommand(sql);
            foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
            batch.BatchCommands.Add(command);
        }
    }

    private async Task SayPicturesTakenOutAsync(VariantPlan plan, IReadOnlyList<ImportedProduct> products, CancellationToken stop)
    {
        var byId = products.ToDictionary(p => p.Id);
        await using var command = Command(ProductSql.FindPicturesTakenOut);
        await using var reader = await command.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop))
            plan.Note(byId[reader.GetGuid(0)], Column.ImageUrl, $"The picture {reader.GetString(1)} isn't in the file any more, so it was taken out.");
    }

    private async Task<MergeCounts> CountAsync(CancellationToken stop)
    {
        await using var command = Command(ProductSql.Count);
        await using var reader = await command.ExecuteReaderAsync(stop);
        await reader.ReadAsync(stop);
        return new MergeCounts(
            reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5),
            reader.GetInt64(6), reader.GetInt64(7), reader.GetInt64(8));
    }

    private NpgsqlTransaction? Transaction => (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, Connection, Transaction);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
