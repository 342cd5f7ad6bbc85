using System.Globalization;
using Orion.Framework.Configuration;
using Orion.Framework.Net;

namespace Orion.Features.Catalog.Import.Pictures;

/// <summary><c>orion store retry-pictures STORE</c>. 0: none is missing any more; 1: some still are; 2: called wrongly.</summary>
internal sealed class RetryPicturesCommand : ICommand
{
    public string Name => "store retry-pictures";

    public string Usage => "store retry-pictures STORE  fetch the pictures of imported products that are still missing";

    public Task<int> RunAsync(IServiceProvider services, string[] arguments, CancellationToken stop) =>
        RunAsync(services, arguments, Console.Out, Console.Error, stop);

    internal async Task<int> RunAsync(IServiceProvider services, string[] arguments, TextWriter output, TextWriter error, CancellationToken stop)
    {
        if (arguments is not [{ } code] || code.StartsWith('-'))
        {
            await error.WriteLineAsync($"orion {Usage}");
            return 2;
        }

        if (await StoreArgument.FindAsync(services, code, error, stop) is not { } store) return 2;
        await using var scope = services.CreateAsyncScope();
        var request = scope.ServiceProvider.GetRequiredService<RequestContext>();
        request.Enter(store);
        var folder = Path.Combine(DataFolder.Of(services.GetRequiredService<IConfiguration>()), "imports");
        await using var report = ImportReport.Begin(folder, $"{store.Identifier}-pictures-{request.Now:yyyyMMdd-HHmmss}");
        var progress = new ImportProgress(error, !Console.IsErrorRedirected && ReferenceEquals(error, Console.Error), request.Clock);
        var result = await new FetchPictures(AlsoFailed: true).RunAsync(
            scope.ServiceProvider.GetRequiredService<OrionDb>(),
            request,
            new FetchPictures.Tools(services.GetRequiredService<SafeFetch>(), services.GetRequiredService<Orion.Framework.Storage.Pictures>()),
            report,
            progress,
            stop);
        progress.Clear();
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"Pictures of {code}: {result.Stored:N0} fetched, {result.Failed:N0} failed\n  report  {report.Path}"));
        return result.Failed > 0 ? 1 : 0;
    }
}
