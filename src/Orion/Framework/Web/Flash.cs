using System.Buffers.Text;
using System.Text;

namespace Orion.Framework.Web;

/// <summary>A sentence for the next page, after a redirect: 'Saved.' Holds nothing secret; shown once.</summary>
public static class Flash
{
    /// <summary>Keeps a sentence for the next page.</summary>
    public static void Set(HttpContext http, RequestContext request, string sentence) =>
        http.Response.Cookies.Append(CookieNames.Flash(request), Base64Url.EncodeToString(Encoding.UTF8.GetBytes(sentence)),
            CookieNames.Options(TimeSpan.FromMinutes(1)));

    /// <summary>Takes the sentence, if there is one.</summary>
    public static string? Take(HttpContext http, RequestContext request)
    {
        if (!http.Request.Cookies.TryGetValue(CookieNames.Flash(request), out var kept)) return null;
        http.Response.Cookies.Delete(CookieNames.Flash(request), CookieNames.Options(null));
        if (kept.Length > 800 || !Base64Url.IsValid(kept)) return null;
        var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(kept));
        return text.Length is > 0 and <= 300 && !text.Any(char.IsControl) ? text : null;
    }
}
