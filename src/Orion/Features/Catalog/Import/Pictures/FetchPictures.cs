using System.Collections.Concurrent;
using Orion.Framework.Net;

namespace Orion.Features.Catalog.Import.Pictures;

/// <summary>
/// Fetches pictures that are known by their address alone, a few at a time. One that can't be had is marked so, with the reason,
/// and doesn't stop the others; a host that can't be reached, or is slow time after time, is asked no more in the same run.
/// </summary>
/// <param name="AlsoFailed">Whether those are tried again that could not be had before.</param>
internal sealed record FetchPictures(bool AlsoFailed)
{
    private const int AtOnce = 8;

    /// <summary>What fetching needs.</summary>
    public sealed record Tools(SafeFetch Fetch, Orion.Framework.Storage.Pictures Pictures);

    /// <summary>What came of it.</summary>
    public sealed record Result(int Stored, int Failed)
    {
        public static Result None { get; } = new(0, 0);
    }

    public async Task<Result> RunAsync(
        OrionDb db, RequestContext request, Tools tools, ImportReport report, ImportProgress progress, CancellationToken stop)
    {
        var queue = new PictureQueue(db, request);
        var store = request.Store.Id;
        var hosts = new PictureHosts();
        int stored = 0, failed = 0;
        await foreach (var page in queue.ReadAsync(AlsoFailed, stop))
        {
            ConcurrentBag<FetchedPicture> results = [];
            await Parallel.ForEachAsync(page, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, async (picture, token) =>
            {
                var (picked, problem) = await FetchAsync(picture, store, tools, hosts, token);
                results.Add(new FetchedPicture(picture, picked, problem));
                progress.Report("Fetching pictures", stored + failed + results.Count);
            });
            await queue.SaveAsync([.. results], stop);
            stored += results.Count(r => r.Stored is not null);
            failed += results.Count(r => r.Stored is null);
            foreach (var result in results.Where(r => r.Stored is null))
                report.Add([new Problem(result.Picture.Line, result.Picture.Handle, Severity.Note, "Image Src", $"Not fetched: {result.Problem} {result.Picture.Url}")], 0);
        }

        return new Result(stored, failed);
    }

    private static async Task<(Orion.Framework.Storage.StoredPicture? Stored, string? Problem)> FetchAsync(
        WaitingPicture picture, Guid store, Tools tools, PictureHosts hosts, CancellationToken stop)
    {
        if (!SafeFetch.IsAddress(picture.Url, out var address)) return (null, "It is no address of a picture.");
        if (hosts.WhyNot(address) is { } known) return (null, known);
        var fetched = await tools.Fetch.GetAsync(address, Orion.Framework.Storage.Pictures.MostBytes, stop);
        hosts.Learn(address, fetched);
        if (fetched.Content is null) return (null, fetched.Problem);
        try
        {
            return await tools.Pictures.StoreAsync(store, picture.Id, fetched.Content, stop) is { } stored ? (stored, null) : (null, "It is no picture that can be read.");
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            return (null, $"It could not be stored ({failed.GetType().Name}).");
        }
    }
}
