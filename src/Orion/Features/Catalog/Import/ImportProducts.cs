using Npgsql;
using Orion.Features.Catalog.Import.Merging;
using Orion.Features.Catalog.Import.Pictures;
using Orion.Features.Catalog.Import.Reading;
using Orion.Features.Catalog.Import.Sheets;

namespace Orion.Features.Catalog.Import;

/// <summary>
/// Makes the products of a store what a Shopify product export says. A product is found by its handle, a variant by its options
/// and then by its article number. Products that the file doesn't name stay as they are; a product that it names has, in the
/// end, the file's variants and pictures. Doing it again changes nothing.
/// </summary>
/// <param name="Path">The file.</param>
/// <param name="KeepStock">Whether variants that the store has already keep their stock.</param>
/// <param name="WithPictures">Whether pictures are fetched now rather than by a later retry.</param>
internal sealed record ImportProducts(string Path, bool KeepStock = false, bool WithPictures = true)
{
    /// <summary>What was done.</summary>
    public sealed record Result(int Rows, MergeCounts Changes, FetchPictures.Result Pictures, TimeSpan Elapsed)
    {
        public double RowsPerSecond => Rows / Math.Max(Elapsed.TotalSeconds, 0.001);
    }

    public async Task<Result> RunAsync(
        OrionDb db, RequestContext request, IImportedStock stock, FetchPictures.Tools tools, ImportReport report, ImportProgress progress,
        CancellationToken stop)
    {
        var began = request.Clock.GetTimestamp();
        await using var sheet = await SheetReader.OpenAsync(Path, stop);
        // Kept open, because the temporary tables are the session's.
        await db.Database.OpenConnectionAsync(stop);
        try
        {
            var staging = new Staging((NpgsqlConnection)db.Database.GetDbConnection());
            await staging.PrepareAsync(stop);
            var rows = await staging.TakeInAsync(WithHandle(sheet, report, stop), count => progress.Report("Reading rows", count), stop);
            var batches = await staging.ArrangeAsync(stop);
            foreach (var (handle, line, count) in await staging.FindOverlongAsync(stop))
                report.Add([Overlong(sheet.Headings, handle, line, count)], count);

            var told = KeepStock
                ? new ToldStock(false, false, false)
                : new ToldStock(sheet.Headings.Has(Column.Quantity), sheet.Headings.Has(Column.Tracker), sheet.Headings.Has(Column.Policy));
            var merge = new BatchMerge(db, request, sheet.Headings, told, stock);
            var changes = await MergeAsync(staging, merge, batches, db, request, new ProductReader(sheet.Headings, request.Store.Currency), report, progress, stop);
            var elapsed = request.Clock.GetElapsedTime(began);
            var pictures = WithPictures
                ? await new FetchPictures(AlsoFailed: false).RunAsync(db, request, tools, report, progress, stop)
                : FetchPictures.Result.None;
            return new Result(rows, changes, pictures, elapsed);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static async Task<MergeCounts> MergeAsync(
        Staging staging, BatchMerge merge, int batches, OrionDb db, RequestContext request, ProductReader reader, ImportReport report,
        ImportProgress progress, CancellationToken stop)
    {
        var changes = MergeCounts.None;
        var reading = Task.FromResult<List<ImportedProduct>>([]);
        try
        {
            for (var batch = 0; batch <= batches; batch++)
            {
                var products = await reading;
                if (batch < batches)
                {
                    // While the database works on one batch, the texts of the next are read and sanitised.
                    var rows = await staging.ReadBatchAsync(batch, stop);
                    reading = Task.Run(() => Read(reader, rows, report), stop);
                }

                changes += await MergeOrSplitAsync(merge, products, report, stop);
                progress.Report("Importing products", changes.Products);
            }
        }
        finally
        {
            // Not left running behind: it writes into the report.
            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            // Also when it ends early: what was committed is to be seen.
            if (changes.AnythingChanged)
                await db.InTransactionAsync(async () =>
                {
                    await db.NotifyAsync(PageCache.Channel, $"{request.Store.Id}", CancellationToken.None);
                    return true;
                }, CancellationToken.None);
        }

        return changes;
    }

    private static List<ImportedProduct> Read(ProductReader reader, List<(string Slug, List<SheetRow> Rows)> batch, ImportReport report)
    {
        List<ImportedProduct> products = [];
        foreach (var (slug, rows) in batch)
        {
            var product = reader.Read(slug, rows, out var problems);
            report.Add(problems.All, product is null ? rows.Count : problems.RowsLeftOut);
            if (product is not null) products.Add(product);
        }

        return products;
    }

    /// <summary>A product that the database refuses is found by halving, so that it doesn't stop the others.</summary>
    private static async Task<MergeCounts> MergeOrSplitAsync(
        BatchMerge merge, List<ImportedProduct> products, ImportReport report, CancellationToken stop)
    {
        if (products.Count == 0) return MergeCounts.None;
        try
        {
            return await merge.RunAsync(products, stop);
        }
        catch (PostgresException refused) when (refused.SqlState.StartsWith("22", StringComparison.Ordinal) || refused.SqlState.StartsWith("23", StringComparison.Ordinal))
        {
            if (products.Count == 1)
            {
                var product = products[0];
                report.Add([new Problem(product.Line, product.Slug, Severity.Error, "", $"The database refused it: {refused.MessageText}.")], product.Rows);
                return MergeCounts.None;
            }

            var half = products.Count / 2;
            return await MergeOrSplitAsync(merge, products[..half], report, stop) + await MergeOrSplitAsync(merge, products[half..], report, stop);
        }
    }

    private static async IAsyncEnumerable<SheetRow> WithHandle(
        SheetReader sheet, ImportReport report, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var row in sheet.RowsAsync(stop))
            if (row.Handle.Length is > 0 and <= 255) yield return row;
            else
                report.Add([new Problem(row.Line, row.Handle[..Math.Min(row.Handle.Length, 40)], Severity.Error, sheet.Headings.NameOf(Column.Handle),
                    row.Handle.Length == 0 ? "The handle is missing, so it isn't known whose row this is." : "Longer than 255 characters.")], 1);
    }

    private static Problem Overlong(Headings headings, string handle, int line, int rows) => new(
        line, handle, Severity.Error, headings.NameOf(Column.Handle),
        $"It has {rows} rows; at most {Staging.MostRowsOfProduct} are read for one product.");
}
