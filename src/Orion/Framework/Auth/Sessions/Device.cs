namespace Orion.Framework.Auth.Sessions;

/// <summary>
/// What a person would call a browser or a program that signed in, read from its <c>User-Agent</c> (RFC 9110, 10.1.5): enough to
/// recognise one's own, never to decide anything by.
/// </summary>
public static class Device
{
    private const int LongestName = 40;

    /// <summary>In the order in which they must be asked: browsers name those whose pages they want, too.</summary>
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg/", "Edge"), ("EdgA/", "Edge"), ("EdgiOS/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Vivaldi/", "Vivaldi"),
        ("FxiOS/", "Firefox"), ("Firefox/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Version/", "Safari")
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "ChromeOS"), ("Windows", "Windows"), ("Mac OS X", "Mac"), ("Linux", "Linux")
    ];

    /// <summary>Such as <c>Firefox on Linux</c>, or a program's own name.</summary>
    public static string Of(string userAgent)
    {
        var browser = Find(Browsers, userAgent);
        var system = Find(Systems, userAgent);
        if (userAgent.StartsWith("Mozilla/", StringComparison.Ordinal) && (browser ?? system) is not null)
            return browser is null ? $"A browser on {system}" : system is null ? browser : $"{browser} on {system}";
        // A product token comes first; what it is made of is a token's characters.
        var name = new string([.. userAgent.TakeWhile(c => char.IsAsciiLetterOrDigit(c) || "-_.".Contains(c, StringComparison.Ordinal)).Take(LongestName)]);
        return name is "" or "Mozilla" ? "Unknown device" : name;
    }

    private static string? Find((string Mark, string Name)[] known, string userAgent)
    {
        foreach (var (mark, name) in known)
            if (userAgent.Contains(mark, StringComparison.Ordinal)) return name;
        return null;
    }
}
