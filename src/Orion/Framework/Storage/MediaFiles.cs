using Carter;
using Microsoft.Net.Http.Headers;

namespace Orion.Framework.Storage;

/// <summary>
/// Pictures of the request's store. A file's content never changes, so what was fetched once stays right. Caches ask again
/// after an hour all the same: nobody can call back what they hold of a store that was suspended. Another store's file is as good as none.
/// </summary>
public sealed class MediaFiles : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapMethods("/media/{name}", ["GET", "HEAD"], Show).ExcludeFromDescription();

    /// <summary>How long caches keep a store's files without asking.</summary>
    internal const string Lasting = "public, max-age=3600, must-revalidate";

    private static IResult Show(string name, RequestContext request, IFileStore files, HttpContext http)
    {
        if (!request.HasStore || !IsPicture(name) || files.Open(request.Store.Id, name) is not { } file) return Refusal.NotFound();
        http.Response.Headers.CacheControl = Lasting;
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "same-site";
        return Results.Stream(file, "image/webp", entityTag: new EntityTagHeaderValue($"\"{Path.GetFileNameWithoutExtension(name)}\""), enableRangeProcessing: true);
    }

    private static bool IsPicture(string name) =>
        name.Length <= 100 && name.EndsWith(".webp", StringComparison.Ordinal) && name[0] != '.'
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.');
}
