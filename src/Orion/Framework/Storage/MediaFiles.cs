using Carter;
using Microsoft.Net.Http.Headers;

namespace Orion.Framework.Storage;

/// <summary>
/// Pictures of the request's store. A file's name is made from its content, so what was fetched once is right for ever; another
/// store's file is as good as none.
/// </summary>
public sealed class MediaFiles : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapMethods("/media/{name}", ["GET", "HEAD"], Show).ExcludeFromDescription();

    private static IResult Show(string name, RequestContext request, IFileStore files, HttpContext http)
    {
        if (!request.HasStore || !IsPicture(name) || files.Open(request.Store.Id, name) is not { } file) return Refusal.NotFound();
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "same-site";
        return Results.Stream(file, "image/webp", entityTag: new EntityTagHeaderValue($"\"{Path.GetFileNameWithoutExtension(name)}\""), enableRangeProcessing: true);
    }

    private static bool IsPicture(string name) =>
        name.Length <= 100 && name.EndsWith(".webp", StringComparison.Ordinal) && name[0] != '.'
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.');
}
