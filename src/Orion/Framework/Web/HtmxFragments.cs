using Htmx;

namespace Orion.Framework.Web;

/// <summary>
/// Whether htmx wants a fragment or a document. The Htmx library knows htmx 2, whose sign is <c>HX-Request</c>; htmx 4 also sends
/// it for whole documents and says in <c>HX-Request-Type</c> (<c>partial</c> or <c>full</c>) which of the two it wants.
/// </summary>
internal static class HtmxFragments
{
    private const string RequestType = "HX-Request-Type";

    /// <summary>Whether the answer is swapped into a document that is there.</summary>
    public static bool WantsFragment(this HttpRequest request) => request.Headers[RequestType] == "partial";

    /// <summary>Whether htmx asks at all, for a fragment or a document.</summary>
    public static bool IsFromHtmx(this HttpRequest request) => request.IsHtmx() || request.Headers.ContainsKey(RequestType);

    /// <summary>Tells caches that fragment and document of an address are two answers.</summary>
    public static void VaryByFragment(this HttpResponse response) => response.Headers.Append("Vary", RequestType);
}
