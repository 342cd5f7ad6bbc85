namespace Orion.Framework.Web.Shell;

/// <summary>
/// The one address by which the world should know a page: on the store's own domain where it has one, wherever it was asked for.
/// </summary>
public static class CanonicalAddress
{
    /// <summary>The whole address of a page of the shop.</summary>
    public static string Of(RequestContext request, string path) => OriginOf(request) is { } own
        ? own + path
        : request.Origin + request.Href.Shop(path);

    /// <summary>The whole address of a picture of the store.</summary>
    public static string OfPicture(RequestContext request, Picture picture) => OriginOf(request) is { } own && request.Href.PathBase.Length == 0
        ? own + picture.Url
        : picture.Url.StartsWith('/') ? request.Origin + picture.Url : picture.Url;

    private static string? OriginOf(RequestContext request)
    {
        if (request.Store.CanonicalHost is not { } host || !Uri.TryCreate(request.Origin, UriKind.Absolute, out var asked)) return null;
        return asked.IsDefaultPort ? $"{asked.Scheme}://{host}" : $"{asked.Scheme}://{host}:{asked.Port}";
    }
}
