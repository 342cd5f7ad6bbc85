using System.Diagnostics.Metrics;

namespace Orion.Framework.Web;

/// <summary>How often the page cache had what was asked for.</summary>
public sealed class PageCacheMetrics
{
    private static readonly KeyValuePair<string, object?> Hit = new("result", "hit");
    private static readonly KeyValuePair<string, object?> Miss = new("result", "miss");

    private readonly Counter<long> lookups;

    public PageCacheMetrics(IMeterFactory meters) =>
        lookups = meters.Create("Orion.PageCache").CreateCounter<long>("orion.page_cache.lookups", "{lookup}", "Pages asked of the page cache, by result.");

    /// <summary>A page was asked for.</summary>
    public void Looked(bool found) => lookups.Add(1, found ? Hit : Miss);
}
