using Htmx;

namespace Orion.Framework.Auth;

/// <summary>
/// Lets a request through to an endpoint when the endpoint says so: it is open to anyone, or the principal holds its permission.
/// An endpoint that says nothing is closed.
/// </summary>
public static class AccessMiddleware
{
    /// <summary>The page, inside the dashboard, that tells somebody of support that their access has ended.</summary>
    public const string SupportEnded = "/support-ended";

    /// <summary>Stands behind routing and before the endpoint.</summary>
    public static async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        var endpoint = http.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<Mount>() is not { } mount)
        {
            // Whoever is signed in and mistypes an address keeps the menu around the page that says so.
            if (endpoint is null && http.Features.Get<RequestContext>() is { Door: Door.Page, Face: Face.Store or Face.Admin })
                await http.RequestServices.GetRequiredService<TokenAuthentication>().AuthenticateAsync(http);
            await next(http);
            return;
        }

        var request = http.Features.GetRequiredFeature<RequestContext>();
        if (mount.Face != request.Face || mount.Door != request.Door)
        {
            // Only reachable by an address that the tenancy middleware did not place: the route isn't on this host.
            await Refusal.NotFound().ExecuteAsync(http);
            return;
        }

        var verdict = await http.RequestServices.GetRequiredService<TokenAuthentication>().AuthenticateAsync(http);
        if (mount.Door == Door.Api && verdict == TokenVerdict.Refused)
        {
            await UnauthenticatedAsync(http, "invalid_token");
            return;
        }

        if (verdict == TokenVerdict.Refused) SecurityLog.NoteToken(http);
        var access = endpoint.Metadata.GetMetadata<Access>();
        if (request.Principal is SupportPrincipal support
            && (endpoint.Metadata.GetMetadata<NotInSupport>() is not null || (access?.Permission is { } asked && support.IsClosed(asked))))
        {
            await SupportPrincipal.NotInSupportAccess.ExecuteAsync(http);
            return;
        }

        if (request.Principal.MustSetUpSecondFactor && access is not { Permission: null } && endpoint.Metadata.GetMetadata<BeforeSetUp>() is null)
        {
            await LeadToSetUpAsync(http, request);
            return;
        }

        if (access is { Permission: null } || (access?.Permission is { } needed && request.Principal.May(needed)))
            await next(http);
        else if (request.Principal != Principal.Nobody || access is null)
            await new Refusal(403, "forbidden", "You may not do this. Ask the store's owner if you should.").ExecuteAsync(http);
        else if (mount.Door == Door.Api)
            await UnauthenticatedAsync(http, null);
        else
            SendToLogin(http, request);
    }

    private static async Task LeadToSetUpAsync(HttpContext http, RequestContext request)
    {
        if (request.Door == Door.Page && HttpMethods.IsGet(http.Request.Method)) http.Response.Redirect(request.Href.To(request.Face, "/account/second-factor"));
        else await new Refusal(403, "second_factor_setup_required", "Set up a second factor for your account first: it is required here.").ExecuteAsync(http);
    }

    private static Task UnauthenticatedAsync(HttpContext http, string? error)
    {
        http.Response.Headers.WWWAuthenticate = error is null ? "Bearer realm=\"orion\"" : $"Bearer realm=\"orion\", error=\"{error}\"";
        return new Refusal(401, "unauthenticated", "Sign in first: this needs a valid access token.").ExecuteAsync(http);
    }

    private static void SendToLogin(HttpContext http, RequestContext request)
    {
        var back = HttpMethods.IsGet(http.Request.Method) ? "?next=" + Uri.EscapeDataString(request.Path + http.Request.QueryString) : "";
        var login = request.HasSupportEnded ? request.Href.Store(SupportEnded) : request.Href.To(request.Face, "/login") + back;
        if (http.Request.IsHtmx()) http.Response.Htmx(htmx => htmx.Redirect(login));
        else http.Response.Redirect(login);
    }
}

/// <summary>Endpoint metadata: answers also those who must set up a second factor before anything else.</summary>
public sealed record BeforeSetUp;
