using System.Text.Encodings.Web;
using Htmx;
using RazorSlices;

namespace Orion.Framework.Web;

/// <summary>
/// Renders a slice into a buffer and writes it once: an exception in a slice is a clean 500 instead of a truncated 200, the
/// length is known, and the page cache gets its copy for nothing.
/// </summary>
public static class PageWriter
{
    /// <summary>Writes a page or fragment with its status.</summary>
    public static async Task WriteAsync(HttpContext http, RazorSlice slice, bool fragment, int status)
    {
        var request = http.Features.GetRequiredFeature<RequestContext>();
        if (!fragment && slice is IUsesLayout && request.Chrome is null)
        {
            if (http.RequestServices.GetKeyedService<IChromeSource>(request.Face) is { } layout)
                request.Chrome = await layout.LoadAsync(http.RequestAborted);
            request.Toast = Flash.Take(http, request);
        }

        using var buffer = new PooledBuffer();
        await RenderAsync(http, slice, buffer);
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html; charset=utf-8";
        if (status == StatusCodes.Status200OK && http.Features.Get<CacheFill>() is { } fill && request.Toast is null
            && await fill.KeepAsync(http, buffer.Written.ToArray()) is { } kept)
        {
            await kept.WriteAsync(http);
            return;
        }

        if (!http.Response.Headers.ContainsKey("Cache-Control")) http.Response.Headers.CacheControl = "private, no-cache";
        // A page that may be kept for everyone holds no secret, so packing it tells nobody anything.
        using var packed = http.GetEndpoint()?.Metadata.GetMetadata<Cacheable>() is null ? null : Compression.Quickly(http, buffer.Written.Span);
        var body = packed?.Written ?? buffer.Written;
        http.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method)) await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    /// <summary>Tells the page, through htmx, to show a sentence in its live region.</summary>
    public static void Announce(HttpContext http, string sentence) =>
        http.Response.Htmx(htmx => htmx.WithTrigger("toast", sentence));

    private static async Task RenderAsync(HttpContext http, RazorSlice slice, PooledBuffer buffer)
    {
        slice.HttpContext = http;
        slice.ServiceProvider = http.RequestServices;
        using (slice) await slice.RenderAsync(buffer, http.RequestServices.GetRequiredService<HtmlEncoder>(), http.RequestAborted);
    }
}

/// <summary>
/// What a face's layout shows around its pages, registered by face. Loads everything before rendering begins: slices do no I/O.
/// </summary>
public interface IChromeSource
{
    /// <summary>Loads the finished model of the layout.</summary>
    Task<object> LoadAsync(CancellationToken stop);
}
