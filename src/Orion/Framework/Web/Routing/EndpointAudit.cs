using Orion.Framework.Modules;

namespace Orion.Framework.Web;

/// <summary>Every endpoint declares who may call it, by a permission that exists; one that doesn't stops the application from starting.</summary>
public static class EndpointAudit
{
    /// <exception cref="InvalidOperationException">Names the endpoints that declare nothing, or what no module declares.</exception>
    public static void EnsureAllDeclared(IEndpointRouteBuilder app, ModuleRegistry modules)
    {
        var endpoints = app.DataSources.SelectMany(s => s.Endpoints)
            .Select(e => (e.DisplayName, Mount: e.Metadata.GetMetadata<Mount>(), e.Metadata.GetMetadata<Access>()?.Permission,
                IsDeclared: e.Metadata.GetMetadata<Access>() is not null))
            .Where(e => e.Mount is not null).ToList();
        Refuse("declare neither a permission nor that they are public", endpoints.Where(e => !e.IsDeclared).Select(e => e.DisplayName));
        Refuse("ask for a permission that no module declares for their face", endpoints
            .Where(e => e.Permission is not null and not Auth.Principal.Own && modules.FindPermission(e.Permission)?.Face != e.Mount!.Face)
            .Select(e => $"{e.DisplayName} ({e.Permission})"));
    }

    private static void Refuse(string what, IEnumerable<string?> names)
    {
        if (string.Join(", ", names) is { Length: > 0 } these) throw new InvalidOperationException($"These endpoints {what}: {these}.");
    }
}
