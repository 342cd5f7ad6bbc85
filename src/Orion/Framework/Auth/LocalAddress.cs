using Microsoft.AspNetCore.Http.Extensions;

namespace Orion.Framework.Auth;

/// <summary>Where to go after signing in: a path within the face, never another site.</summary>
public static class LocalAddress
{
    private const int Longest = 2000;

    /// <summary>
    /// <paramref name="next"/> when it is a path of our own, escaped for a header; <paramref name="otherwise"/> for all else:
    /// full addresses, <c>//host</c>, backslashes and control characters that browsers read as one.
    /// </summary>
    public static string Of(string? next, string otherwise = "/")
    {
        if (next is null or { Length: 0 or > Longest } || next[0] != '/' || (next.Length > 1 && next[1] is '/' or '\\')) return otherwise;
        if (next.AsSpan().ContainsAny('\\', '#') || next.Any(char.IsControl)) return otherwise;
        var path = next.Split('?')[0];
        if (path is "/login" or "/logout") return otherwise;
        return Uri.TryCreate(next, UriKind.Relative, out var relative) ? UriHelper.Encode(relative) : otherwise;
    }
}
