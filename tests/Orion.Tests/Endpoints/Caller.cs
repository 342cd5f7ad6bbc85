using Orion.Features.Support;
using Orion.Framework.Auth;
using Orion.Framework.Modules;
using Orion.Framework.Web;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Endpoints;

/// <summary>Someone who calls, and at which store they are who they are.</summary>
public sealed record Caller(Who Who, string? Store)
{
    public static readonly IReadOnlyList<Caller> All =
    [
        new(Who.Nobody, null), new(Who.Admin, null), new(Who.Helper, null), new(Who.Auditor, null), new(Who.Owner, "acme"), new(Who.Staff, "acme"),
        new(Who.Customer, "acme"), new(Who.Key, "acme"), new(Who.Inside, "acme"), new(Who.Inside, "birch"), new(Who.Owner, "birch"), new(Who.Staff, "birch"),
        new(Who.Customer, "birch"), new(Who.Key, "birch")
    ];

    private Face Face => Who switch { Who.Nobody => Face.None, Who.Admin or Who.Helper or Who.Auditor => Face.Admin, Who.Customer => Face.Shop, _ => Face.Store };

    /// <summary>Whether the caller is somebody to an endpoint on a store's host: of its face, and of that store.</summary>
    public bool IsKnownTo(MappedEndpoint endpoint, string store) =>
        Face == endpoint.Mount.Face && (Store is null || Store == store) && (Who != Who.Key || endpoint.Mount.Door == Door.Api);

    /// <summary>Those of Acme who get further than the door: the known ones that hold the permission, and everybody where none is needed.</summary>
    public static IEnumerable<Caller> LetIn(MappedEndpoint endpoint, ModuleRegistry modules) => All.Where(c =>
        endpoint.Access.Permission is { } needed
            ? c.IsKnownTo(endpoint, "acme") && c.MayUse(endpoint, needed, modules)
            : c.Who == Who.Nobody || c.IsKnownTo(endpoint, "acme"));

    /// <summary>Whether the caller holds what the endpoint asks for, and isn't of those to whom it is closed all the same.</summary>
    public bool MayUse(MappedEndpoint endpoint, string permission, ModuleRegistry modules) =>
        Holds(permission, modules) && !(Who == Who.Inside && endpoint.IsClosedToSupport);

    /// <summary>Whether the caller holds what the endpoint asks for, once known.</summary>
    public bool Holds(string permission, ModuleRegistry modules) => permission == Principal.Own ? Who is not (Who.Nobody or Who.Inside or Who.Key) : Who switch
    {
        Who.Admin => true,
        Who.Helper => modules.FindPermission(permission)?.Admins.HasFlag(ConsoleRoles.Support) == true,
        Who.Auditor => modules.FindPermission(permission)?.Admins.HasFlag(ConsoleRoles.Auditor) == true,
        Who.Owner => true,
        Who.Inside => !SupportLimits.Closed.Holds(permission),
        Who.Staff => modules.FindPermission(permission)?.Roles.HasFlag(BuiltInRoles.Staff) == true,
        Who.Key => permission == "products.view" || permission.StartsWith("orders.", StringComparison.Ordinal),
        _ => false
    };

    /// <summary>
    /// A client at a host that shows this caller's token at an endpoint's door: as the bearer, or in the cookie of the endpoint's
    /// face, even where the token is of another face.
    /// </summary>
    public HttpClient At(OrionApp app, string host, MappedEndpoint endpoint) => endpoint.Mount.Door == Door.Api
        ? app.Clients.Api(host, Store, Who)
        : app.Clients.Page(host, endpoint.Mount.Face, Store, Who);

    public override string ToString() => Store is null ? $"{Who}" : $"{Who} of {Store}";
}
