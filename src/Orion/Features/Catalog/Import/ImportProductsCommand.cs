using System.Globalization;
using Orion.Features.Catalog.Import.Merging;
using Orion.Features.Catalog.Import.Pictures;
using Orion.Framework.Configuration;
using Orion.Framework.Net;

namespace Orion.Features.Catalog.Import;

/// <summary><c>orion store import-products STORE FILE.csv</c>. 0: all rows imported; 1: some or all were not; 2: called wrongly.</summary>
internal sealed class ImportProductsCommand : ICommand
{
    public string Name => "store import-products";

    private static readonly string[] Known = ["--dry-run", "--keep-stock", "--no-pictures", "--remove-missing"];

    public string Usage =>
        "store import-products STORE FILE.csv [--dry-run] [--keep-stock] [--remove-missing] [--no-pictures]  load a Shopify product export into a store";

    public Task<int> RunAsync(IServiceProvider services, string[] arguments, CancellationToken stop) =>
        RunAsync(services, arguments, Console.Out, Console.Error, stop);

    internal async Task<int> RunAsync(IServiceProvider services, string[] arguments, TextWriter output, TextWriter error, CancellationToken stop)
    {
        var options = arguments.Where(a => a.StartsWith("--", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        var words = arguments.Where(a => !a.StartsWith("--", StringComparison.Ordinal)).ToArray();
        if (words.Length != 2 || !options.IsSubsetOf(Known))
        {
            await error.WriteLineAsync($"orion {Usage}");
            return 2;
        }

        if (!File.Exists(words[1]))
        {
            await error.WriteLineAsync($"orion: there is no file '{words[1]}'.");
            return 2;
        }

        if (await StoreArgument.FindAsync(services, words[0], error, stop) is not { } store) return 2;
        await using var scope = services.CreateAsyncScope();
        return await ImportAsync(
            scope.ServiceProvider, store,
            new ImportProducts(
                words[1],
                new MergeOptions(options.Contains("--keep-stock"), options.Contains("--remove-missing"), options.Contains("--dry-run")),
                !options.Contains("--no-pictures")),
            output, error, stop);
    }

    private static async Task<int> ImportAsync(
        IServiceProvider services, TenantInfo store, ImportProducts import, TextWriter output, TextWriter error, CancellationToken stop)
    {
        var request = services.GetRequiredService<RequestContext>();
        request.Enter(store);
        var folder = System.IO.Path.Combine(DataFolder.Of(services.GetRequiredService<IConfiguration>()), "imports");
        await using var report = ImportReport.Begin(folder, $"{store.Identifier}-{request.Now:yyyyMMdd-HHmmss}");
        var progress = new ImportProgress(error, !Console.IsErrorRedirected && ReferenceEquals(error, Console.Error), request.Clock);
        try
        {
            var result = await import.RunAsync(
                services.GetRequiredService<OrionDb>(),
                request,
                services.GetRequiredService<IImportedStock>(),
                new FetchPictures.Tools(services.GetRequiredService<SafeFetch>(), services.GetRequiredService<Orion.Framework.Storage.Pictures>()),
                report,
                progress,
                stop);
            progress.Clear();
            await output.WriteLineAsync(Summarise(store, import, result, report));
            return report.RowsRefused > 0 ? 1 : 0;
        }
        catch (OperatorException wrong)
        {
            progress.Clear();
            await error.WriteLineAsync($"orion: {wrong.Message}");
            return 1;
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            progress.Clear();
            await error.WriteLineAsync(
                $"orion: the import ended early: {failed.GetBaseException().Message} What was imported until then stays; import the file again to go on.\n  report    {report.Path}");
            return 1;
        }
    }

    private static string Summarise(TenantInfo store, ImportProducts import, ImportProducts.Result result, ImportReport report)
    {
        var changes = result.Changes;
        var products = changes.Products - changes.ProductsCreated - changes.ProductsUpdated;
        var variants = changes.Variants - changes.VariantsCreated - changes.VariantsUpdated;
        var waiting = changes.PicturesFound - result.Pictures.Stored - result.Pictures.Failed;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
             {(import.Options.DryRun ? "Dry run, nothing was changed: " : "")}{System.IO.Path.GetFileName(import.Path)} into {store.Identifier}: {result.Rows:N0} rows in {result.Elapsed.TotalSeconds:0.00} s, {result.RowsPerSecond:N0} rows a second
               products  {changes.ProductsCreated:N0} created, {changes.ProductsUpdated:N0} updated, {products:N0} unchanged
               variants  {changes.VariantsCreated:N0} created, {changes.VariantsUpdated:N0} updated, {variants:N0} unchanged, {changes.VariantsTakenOut:N0} taken out
               pictures  {changes.PicturesFound:N0} new: {result.Pictures.Stored:N0} fetched, {result.Pictures.Failed:N0} failed, {Math.Max(waiting, 0):N0} pending
               rows      {report.RowsWithNotes:N0} with notes, {report.RowsRefused:N0} refused
               report    {report.Path}
             """)
            + (changes.VariantsKept == 0 ? "" : string.Create(
                CultureInfo.InvariantCulture, $"\n  kept      {changes.VariantsKept:N0} variants that the file doesn't name; --remove-missing takes them out"))
            + (!import.Options.DryRun && result.Pictures.Failed + waiting > 0 ? $"\n  To fetch the other pictures later: orion store retry-pictures {store.Identifier}" : "");
    }
}
