using System.Reflection;
using System.Text.Json;
using Htmx;
using Microsoft.AspNetCore.Http.Metadata;
using RazorSlices;

namespace Orion.Framework.Web;

/// <summary>
/// What an operation answers, in whichever of its three forms was asked for: a whole document, a fragment, or JSON. A refusal
/// converts to it, so a handler has one return type.
/// </summary>
/// <typeparam name="T">The operation's result; the body of the JSON answer.</typeparam>
public sealed class Answer<T> : IResult, IStatusCodeHttpResult, IValueHttpResult, IEndpointMetadataProvider
{
    private readonly Outcome<T> outcome;
    private readonly Func<T, RazorSlice>? page;
    private readonly Func<T, RazorSlice>? fragment;
    private int status = StatusCodes.Status200OK;
    private string? location;
    private string? next;
    private string? toast;
    private Func<T, string>? tag;
    private bool isLeaving;
    private List<(string Name, string? Value, TimeSpan? Life)>? cookies;

    /// <summary>An answer with its page and, where htmx swaps a part of it, the fragment.</summary>
    public Answer(Outcome<T> outcome, Func<T, RazorSlice>? page = null, Func<T, RazorSlice>? fragment = null)
    {
        this.outcome = outcome;
        this.page = page;
        this.fragment = fragment;
    }

    public static implicit operator Answer<T>(Refusal refusal) => new(new Outcome<T>(default, refusal));

    int? IStatusCodeHttpResult.StatusCode => outcome.Refusal?.Status ?? status;

    object? IValueHttpResult.Value => outcome.Value;

    /// <summary>Something came into being: 201 with its address on the API.</summary>
    public Answer<T> Created(string address)
    {
        status = StatusCodes.Status201Created;
        location = address;
        return this;
    }

    /// <summary>Another success status on the API, such as 202.</summary>
    public Answer<T> WithStatus(int code)
    {
        status = code;
        return this;
    }

    /// <summary>Where a page goes after a successful write (303), and what it says there.</summary>
    public Answer<T> Then(string address, string? saying = null)
    {
        next = address;
        toast = saying;
        return this;
    }

    /// <summary>What a swapped fragment says after a successful write.</summary>
    public Answer<T> Saying(string sentence)
    {
        toast = sentence;
        return this;
    }

    /// <summary>The version of what is answered: an <c>ETag</c> on the API (RFC 9110, 8.8.3), which a change can name in <c>If-Match</c>.</summary>
    public Answer<T> Tagged(Func<T, string> version)
    {
        tag = version;
        return this;
    }

    /// <summary>
    /// Sets one of <see cref="CookieNames"/> on pages, or takes it away when <paramref name="value"/> is null; the API has none.
    /// Happens when the answer is written, so nothing is set by a write that was rolled back.
    /// </summary>
    public Answer<T> Cookie(string name, string? value, TimeSpan? life)
    {
        (cookies ??= []).Add((name, value, life));
        return this;
    }

    /// <summary>Whoever signs out leaves no page behind in the browser, not even for its back button (Clear Site Data, W3C).</summary>
    public Answer<T> Leaving()
    {
        isLeaving = true;
        return this;
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (outcome.Refusal is { } refusal)
        {
            await refusal.ExecuteAsync(httpContext);
            return;
        }

        var request = httpContext.Features.GetRequiredFeature<RequestContext>();
        var value = outcome.Value!;
        if (request.Door == Door.Api)
        {
            await WriteJsonAsync(httpContext, value);
            return;
        }

        if (isLeaving) httpContext.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        foreach (var (name, text, life) in cookies ?? [])
            if (text is null) httpContext.Response.Cookies.Delete(name, CookieNames.Options(null));
            else httpContext.Response.Cookies.Append(name, text, CookieNames.Options(life));
        httpContext.Response.VaryByFragment();
        var partial = request.IsFragment && fragment is not null;
        if (next is not null && !partial)
        {
            Redirect(httpContext, request);
            return;
        }

        if (toast is not null) PageWriter.Announce(httpContext, toast);
        var slice = partial ? fragment!(value) : (page ?? fragment ?? throw new InvalidOperationException(
            $"{typeof(T).FullName} has neither page nor fragment."))(value);
        await PageWriter.WriteAsync(httpContext, slice, partial, request.StatusOverride ?? StatusCodes.Status200OK);
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        if (builder.Metadata.OfType<Mount>().FirstOrDefault()?.Door != Door.Page)
            builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));
    }

    private async Task WriteJsonAsync(HttpContext http, T value)
    {
        http.Response.StatusCode = status;
        if (location is not null) http.Response.Headers.Location = location;
        if (tag is not null) http.Response.Headers.ETag = $"\"{tag(value)}\"";
        if (status == StatusCodes.Status204NoContent) return;
        http.Response.ContentType = "application/json; charset=utf-8";
        var bytes = JsonSerializer.SerializeToUtf8Bytes(value, JsonSettings.Options);
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    private void Redirect(HttpContext http, RequestContext request)
    {
        if (toast is not null) Flash.Set(http, request, toast);
        if (request.IsFragment || http.Request.IsHtmx())
        {
            // fetch would follow a 303 by itself and swap a whole document into a fragment's place.
            http.Response.StatusCode = StatusCodes.Status200OK;
            http.Response.Htmx(htmx => htmx.Redirect(next!));
            return;
        }

        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = next;
    }
}
