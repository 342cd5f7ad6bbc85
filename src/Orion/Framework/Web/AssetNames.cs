using System.Collections.Frozen;
using Microsoft.AspNetCore.StaticAssets;

namespace Orion.Framework.Web;

/// <summary>
/// From an asset's plain name to its fingerprinted one, which may be cached for ever. Read once from the build's manifest.
/// </summary>
public static class AssetNames
{
    private static FrozenDictionary<string, string> names = FrozenDictionary<string, string>.Empty;

    /// <summary>The address of <paramref name="name"/> (such as <c>app.css</c>), fingerprinted where the build did so.</summary>
    public static string Resolve(string name) => names.TryGetValue(name, out var found) ? found : "/assets/" + name;

    /// <summary>Reads the fingerprinted names from the endpoints that serve static assets.</summary>
    public static void Read(EndpointDataSource endpoints)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var endpoint in endpoints.Endpoints)
            if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is { } asset
                && asset.Properties.FirstOrDefault(p => p.Name == "label") is { Value: var label }
                && label.StartsWith("assets/", StringComparison.Ordinal))
                found[label["assets/".Length..]] = "/" + asset.Route;
        if (found.Count > 0) names = found.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
