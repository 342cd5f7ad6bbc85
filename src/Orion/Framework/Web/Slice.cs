using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Orion.Framework.Currencies;
using RazorSlices;

namespace Orion.Framework.Web;

/// <summary>The base of Orion's slices: gives them the request, its links, and one way each to write icons, money and times.</summary>
public abstract class Slice<T> : RazorSlice<T>
{
    /// <summary>What the request is.</summary>
    protected RequestContext Request => field ??= SliceWriting.RequestOf(HttpContext);

    /// <summary>Links of the request.</summary>
    protected Href Href => Request.Href;

    /// <summary>What was typed, when a form comes back.</summary>
    protected FormState Form => Request.Form;

    /// <inheritdoc cref="RequestContext.Allows"/>
    protected bool Allows(string permission) => Request.Allows(permission);

    /// <summary>A Lucide icon.</summary>
    protected static HtmlString Icon(string name, string css = "icon") => Icons.Get(name, css);

    /// <summary>An amount as the store's customers write it.</summary>
    protected string Format(Money money) => money.Format(Request.Culture);

    /// <summary>A moment in the store's time zone, with its machine-readable form.</summary>
    protected HtmlString Time(DateTimeOffset moment, string format = "f") => SliceWriting.Time(Request, moment, format);

    /// <summary>Another slice, rendered here.</summary>
    protected ValueTask<HtmlString> Part(RazorSlice slice) => RenderPartialAsync(slice);
}

/// <summary>A slice without a model; see <see cref="Slice{T}"/>.</summary>
public abstract class Slice : RazorSlice
{
    /// <inheritdoc cref="Slice{T}.Request"/>
    protected RequestContext Request => field ??= SliceWriting.RequestOf(HttpContext);

    /// <inheritdoc cref="Slice{T}.Href"/>
    protected Href Href => Request.Href;

    /// <inheritdoc cref="RequestContext.Allows"/>
    protected bool Allows(string permission) => Request.Allows(permission);

    /// <inheritdoc cref="Slice{T}.Icon"/>
    protected static HtmlString Icon(string name, string css = "icon") => Icons.Get(name, css);
}

/// <summary>What slices write alike.</summary>
internal static class SliceWriting
{
    public static RequestContext RequestOf(HttpContext? http) => http?.Features.Get<RequestContext>()
        ?? throw new InvalidOperationException("A slice is rendered within a request.");

    public static HtmlString Time(RequestContext request, DateTimeOffset moment, string format)
    {
        var local = TimeZoneInfo.ConvertTime(moment, request.Zone);
        var machine = moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return new HtmlString($"<time datetime=\"{machine}\">{HtmlEncoder.Default.Encode(local.ToString(format, request.Culture))}</time>");
    }
}
