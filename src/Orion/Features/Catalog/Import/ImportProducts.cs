using Npgsql;
using Orion.Features.Catalog.Import.Merging;
using Orion.Features.Catalog.Import.Pictures;
using Orion.Features.Catalog.Import.Reading;
using Orion.Features.Catalog.Import.Sheets;
using Orion.Framework.Text;

namespace Orion.Features.Catalog.Import;

/// <summary>
/// Makes the products of a store what a Shopify product export says. A product is found by its handle, a variant by its options,
/// its article number or its values. What the file doesn't name, or not readably, stays as it is. Doing it again changes
/// nothing, and no product stops another.
/// </summary>
/// <param name="Path">The file.</param>
/// <param name="Options">How it deals with what is there.</param>
/// <param name="WithPictures">Whether pictures are fetched now rather than by a later retry.</param>
internal sealed record ImportProducts(string Path, MergeOptions Options, bool WithPictures = true)
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

            var earlier = await EarlierProducts.FindAsync(db, request.Store.Id, staging, stop);
            var merge = new BatchMerge(db, request, sheet.Headings, Options, stock, earlier);
            var changes = await MergeAsync(staging, merge, batches, db, request, new ProductReader(sheet.Headings, request.Store.Currency, request.Culture), report, progress, stop);
            var elapsed = request.Clock.GetElapsedTime(began);
            var pictures = WithPictures && !Options.DryRun
                ? await new FetchPictures(AlsoFailed: false).RunAsync(db, request, tools, report, progress, stop)
                : FetchPictures.Result.None;
            return new Result(rows, changes, pictures, elapsed);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private async Task<MergeCounts> MergeAsync(
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

                var outcome = await MergeOrSplitAsync(merge, products, report, stop);
                foreach (var said in outcome.Said) report.Add(said.All, said.RowsLeftOut);
                changes += outcome.Counts;
                progress.Report("Importing products", changes.Products);
            }
        }
        finally
        {
            // Not left running behind: it writes into the report.
            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            // Also when it ends early: what was committed is to be seen.
            if (changes.AnythingChanged && !Options.DryRun && merge.IsConnected)
                await db.InTransactionAsync(async () =>
                {
                    await db.NotifyAsync(PageCache.Channel, $"{request.Store.Id}", CancellationToken.None);
                    return true;
                }, CancellationToken.None);
        }

        return changes;
    }

    private static List<ImportedProduct> Read(ProductReader reader, List<(string Handle, List<SheetRow> Rows)> batch, ImportReport report)
    {
        List<ImportedProduct> products = [];
        foreach (var (handle, rows) in batch)
            try
            {
                var product = reader.Read(handle, rows, out var problems);
                report.Add(problems.All, product is null ? rows.Count : problems.RowsLeftOut);
                if (product is not null) products.Add(product);
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                report.Add([Unexpected(handle, rows[0].Line, failed)], rows.Count);
            }

        return products;
    }

    /// <summary>A product that can't be stored is found by halving, so that it doesn't stop the others.</summary>
    private static async Task<MergeOutcome> MergeOrSplitAsync(
        BatchMerge merge, List<ImportedProduct> products, ImportReport report, CancellationToken stop, int tries = 3)
    {
        if (products.Count == 0) return MergeOutcome.None;
        try
        {
            return await merge.RunAsync(products, stop);
        }
        catch (Exception failed) when (failed is not OperationCanceledException && merge.IsConnected)
        {
            if (products is [var product])
            {
                // Somebody has locked it: that passes.
                if (tries > 1 && failed.GetBaseException() is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable })
                    return await MergeOrSplitAsync(merge, products, report, stop, tries - 1);
                report.Add([Unexpected(product.Handle, product.Line, failed)], product.Rows);
                return MergeOutcome.None;
            }

            var half = products.Count / 2;
            return await MergeOrSplitAsync(merge, products[..half], report, stop) + await MergeOrSplitAsync(merge, products[half..], report, stop);
        }
    }

    private static Problem Unexpected(string handle, int line, Exception failed) => new(
        line, handle, Severity.Error, "",
        failed.GetBaseException() is PostgresException refused ? $"The database refused it: {refused.MessageText}." : $"It could not be read: {failed.Message}");

    private static async IAsyncEnumerable<SheetRow> WithHandle(
        SheetReader sheet, ImportReport report, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var row in sheet.RowsAsync(stop))
            if (WhyNot(row.Handle) is { } problem)
                report.Add([new Problem(row.Line, CellReader.Shown(row.Handle), Severity.Error, sheet.Headings.NameOf(Column.Handle), problem)], 1);
            else
                yield return row;
    }

    private static string? WhyNot(string handle) =>
        handle.Length == 0 ? "The handle is missing, so it isn't known whose row this is."
        : handle.Length > Product.LongestHandle ? $"Longer than {Product.LongestHandle} characters."
        : handle.Any(c => char.IsControl(c) || UnstorableText.Characters.Contains(c)) ? "It has line ends, control characters, or characters that were lost when the file was saved."
        : null;

    private static Problem Overlong(Headings headings, string handle, int line, int rows) => new(
        line, handle, Severity.Error, headings.NameOf(Column.Handle),
        $"It has {rows} rows; at most {Staging.MostRowsOfProduct} are read for one product.");
}
