namespace Orion.Framework.Modules;

/// <summary>A module that is off for the request's platform has no routes: they are as if they did not exist.</summary>
public static class ModuleGate
{
    /// <summary>Stands behind routing.</summary>
    public static Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<Mount>() is not { } mount) return next(http);
        var request = http.Features.GetRequiredFeature<RequestContext>();
        var registry = http.RequestServices.GetRequiredService<ModuleRegistry>();
        return mount.Face == Face.Admin || registry.IsOn(mount.Module, request.Platform)
            ? next(http)
            : Refusal.NotFound().ExecuteAsync(http);
    }
}
