namespace Orion.Framework.Web;

/// <summary>
/// Makes every link. A page is written once and is right on a custom domain, on a subdomain and under a path, because it never
/// writes an address of its own.
/// </summary>
/// <param name="Mode">How the store was found.</param>
/// <param name="PathBase">What precedes every path, empty but in path mode.</param>
/// <param name="Version">The store's version, part of its theme's address.</param>
/// <param name="ConsoleHost">Whether the console has a host of its own, so that its links need no prefix.</param>
public sealed record Href(TenancyMode Mode, string PathBase, long Version, bool ConsoleHost = false)
{
    /// <summary>Links where there is neither store nor console.</summary>
    public static readonly Href None = new(TenancyMode.Platform, "", 0);

    /// <summary>A page of the shop. <paramref name="path"/> begins with a slash.</summary>
    public string Shop(string path = "/") => Join(PathBase + (Mode == TenancyMode.Path ? "/shop" : ""), path);

    /// <summary>A page of the merchant's dashboard.</summary>
    public string Store(string path = "/") => Join(PathBase + "/store", path);

    /// <summary>A page of the operator's console.</summary>
    public string Admin(string path = "/") => Join(PathBase + (ConsoleHost ? "" : "/admin"), path);

    /// <summary>A page of a face.</summary>
    public string To(Face face, string path = "/") => face switch
    {
        Face.Shop => Shop(path),
        Face.Store => Store(path),
        Face.Admin => Admin(path),
        _ => path
    };

    /// <summary>An operation of the JSON API.</summary>
    public string Api(Face face, string path) => $"{PathBase}/api/v1/{face.ToString().ToLowerInvariant()}{path}";

    /// <summary>An asset by its fingerprinted name: immutable, the same for every store.</summary>
    public string Asset(string name) => AssetNames.Resolve(name);

    /// <summary>A picture or other file of the store.</summary>
    public string Media(string key) => $"{PathBase}/media/{key}";

    /// <summary>The store's theme, immutable by its version.</summary>
    public string Theme => $"{PathBase}/theme.{Version}.css";

    /// <summary>The store's icon, immutable by its version.</summary>
    public string Favicon => $"{PathBase}/favicon.{Version}.svg";

    private static string Join(string prefix, string path) =>
        prefix.Length == 0 ? path : path == "/" ? prefix : prefix + path;
}
