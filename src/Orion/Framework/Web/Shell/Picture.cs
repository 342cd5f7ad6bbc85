using System.Text.Json.Serialization;
using Orion.Framework.Storage;

namespace Orion.Framework.Web.Shell;

/// <summary>A stored picture, as JSON shows it and as a page draws it. Its size is known, so nothing moves when it arrives.</summary>
/// <param name="Url">The address of its largest rendition.</param>
/// <param name="Width">Pixels of the largest rendition.</param>
/// <param name="Height">Pixels of the largest rendition.</param>
/// <param name="Alt">What it shows, for those who can't see it.</param>
public sealed record Picture(string Url, int Width, int Height, string Alt)
{
    /// <summary>The stored picture's key.</summary>
    [JsonIgnore]
    public string Key { get; private init; } = "";

    /// <summary>A picture of the request's store; null when there is none. Whole addresses on the API, short ones on pages.</summary>
    public static Picture? Of(RequestContext request, string? key, int width, int height, string alt)
    {
        if (key is null || width <= 0 || height <= 0) return null;
        var address = request.Href.Media(Pictures.NameOf(key, width));
        return new Picture(request.Door == Door.Api ? request.Origin + address : address, width, height, alt) { Key = key };
    }

    /// <summary>The renditions as <c>srcset</c> takes them.</summary>
    public string SourceSet(Href href) =>
        string.Join(", ", Pictures.WidthsOf(Width).Select(w => $"{href.Media(Pictures.NameOf(Key, w))} {w}w"));

    /// <summary>A rendition for what doesn't understand <c>srcset</c>: the widest up to <paramref name="most"/> pixels.</summary>
    public string Source(Href href, int most = 960) =>
        href.Media(Pictures.NameOf(Key, Pictures.WidthsOf(Width).LastOrDefault(w => w <= most, Width)));
}

/// <summary>How a picture is drawn.</summary>
/// <param name="Picture">The picture.</param>
/// <param name="Sizes">The width that it takes on the page, as the HTML attribute <c>sizes</c> says it.</param>
public sealed record PictureFrame(Picture Picture, string Sizes)
{
    /// <summary>True for the picture that decides when the page looks finished: fetched first, not lazily.</summary>
    public bool IsFirst { get; init; }

    /// <summary>True for what stands in the first screen.</summary>
    public bool IsEager { get; init; }

    /// <summary>True where words beside it say the same.</summary>
    public bool IsDecorative { get; init; }

    /// <summary>Classes of the element.</summary>
    public string Css { get; init; } = "";
}
