using System.Runtime.CompilerServices;
using Orion.Framework.Storage;

namespace Orion.Features.Catalog.Import.Pictures;

/// <summary>A picture that is known by its address alone.</summary>
/// <param name="Line">The line of the file that has brought it; 0 when that is not known any more.</param>
internal sealed record WaitingPicture(Guid Id, Guid ProductId, string Url, string Handle, int Line);

/// <summary>What came of fetching one.</summary>
internal sealed record FetchedPicture(WaitingPicture Picture, StoredPicture? Stored, string? Problem);

/// <summary>The pictures that wait to be fetched, page by page, and where the outcome is written down.</summary>
internal sealed class PictureQueue(OrionDb db, RequestContext request)
{
    private const int PageSize = 200;

    /// <summary>Each waiting picture once, in pages. Inside an import with the lines of its file.</summary>
    public async IAsyncEnumerable<IReadOnlyList<WaitingPicture>> ReadAsync(bool alsoFailed, [EnumeratorCancellation] CancellationToken stop)
    {
        await db.Database.OpenConnectionAsync(stop);
        try
        {
            var last = Guid.Empty;
            while (true)
            {
                var page = await db.InTransactionAsync(() => PageAsync(last, alsoFailed, stop), stop);
                if (page.Count == 0) yield break;
                yield return page;
                last = page[^1].Id;
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Writes down what came of a page, and shows the pictures that have arrived.</summary>
    public Task SaveAsync(IReadOnlyList<FetchedPicture> results, CancellationToken stop) => db.InTransactionAsync(async () =>
    {
        Guid[] ids = [.. results.Select(r => r.Picture.Id)];
        string?[] keys = [.. results.Select(r => r.Stored?.Key)];
        int[] widths = [.. results.Select(r => r.Stored?.Width ?? 0)];
        int[] heights = [.. results.Select(r => r.Stored?.Height ?? 0)];
        string?[] problems = [.. results.Select(r => r.Problem)];
        await db.Database.ExecuteSqlAsync(
            $"""
             update product_images i set
               key = r.key, width = r.width, height = r.height, problem = r.problem, state = case when r.key is null then 'Failed' else 'Ready' end
             from unnest({ids}, {keys}, {widths}, {heights}, {problems}) as r(id, key, width, height, problem)
             where i.store_id = {request.Store.Id} and i.id = r.id and i.state <> 'Ready'
             """, stop);
        await ProductDocuments.RefreshAsync(
            db, request.Store.Id, [.. results.Where(r => r.Stored is not null).Select(r => r.Picture.ProductId).Distinct()], stop);
        return true;
    }, stop);

    private async Task<List<WaitingPicture>> PageAsync(Guid last, bool alsoFailed, CancellationToken stop)
    {
        await db.Database.ExecuteSqlAsync(
            $"create temporary table if not exists import_pictures (id uuid primary key, line int not null, handle text not null)", stop);
        return await db.Database.SqlQuery<WaitingPicture>(
            $"""
             select i.id, i.product_id, i.source_url as url, coalesce(t.handle, p.slug) as handle,
                    coalesce(t.line, 0) as line
             from product_images i
             join products p on p.store_id = i.store_id and p.id = i.product_id and p.deleted_at is null
             left join import_pictures t on t.id = i.id
             where i.store_id = {request.Store.Id} and i.source_url is not null and i.id > {last}
               and (i.state = 'Pending' or (i.state = 'Failed' and {alsoFailed}))
             order by i.id limit {PageSize}
             """).ToListAsync(stop);
    }
}
