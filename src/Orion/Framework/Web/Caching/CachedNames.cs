using System.Collections.Frozen;

namespace Orion.Framework.Web;

/// <summary>
/// The query names by which kept pages differ: those that cacheable endpoints declare, read from the endpoints themselves once
/// all are mapped. All others, such as those of campaigns, are no part of a page's identity.
/// </summary>
public sealed class CachedNames
{
    /// <summary>The names of all cacheable endpoints together.</summary>
    public FrozenSet<string> All { get; private set; } = [];

    /// <summary>Reads them from what is mapped.</summary>
    public void ReadFrom(IEnumerable<EndpointDataSource> sources) => All = sources.SelectMany(s => s.Endpoints)
        .SelectMany(e => e.Metadata.GetMetadata<Cacheable>()?.Names ?? []).ToFrozenSet(StringComparer.Ordinal);
}
