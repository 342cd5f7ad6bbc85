namespace Orion.Framework.Auth;

/// <summary>A sign-in page.</summary>
/// <param name="Place">What one signs in to: the store's name or the platform's.</param>
/// <param name="Action">Where the form goes; keeps where the person wanted to be.</param>
/// <param name="Next">Where to go once signed in.</param>
public sealed record LoginForm(string Place, string Action, string Next)
{
    /// <summary>Keeps where the person wanted to be, behind the address of another way to sign in; empty for home.</summary>
    public string Suffix { get; private init; } = "";

    /// <summary>The sign-in page of the request's face.</summary>
    public static LoginForm For(RequestContext request, string? next, string home = "/")
    {
        var wanted = LocalAddress.Of(next, home);
        var suffix = wanted == home ? "" : "?next=" + Uri.EscapeDataString(wanted);
        return new LoginForm(
            request.HasStore ? request.Store.Name : request.Platform?.Name ?? "Orion", request.Href.To(request.Face, "/login") + suffix,
            request.Href.To(request.Face, wanted))
        {
            Suffix = suffix
        };
    }
}
