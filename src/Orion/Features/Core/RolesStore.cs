using Carter;
using Orion.Features.Core.Roles;
using Orion.Framework.Modules;

namespace Orion.Features.Core;

/// <summary>The roles of a store's team.</summary>
public sealed class RolesStore : ICarterModule
{
    private const string Home = "/settings/roles";

    public void AddRoutes(IEndpointRouteBuilder app)
    {
        Map(app.Store("core").Pages, Home);
        Map(app.Store("core").Api, "/roles");
        app.Store("core").Requires("roles.edit").Pages.Get(Home + "/new", New);
        app.Store("core").Requires("roles.edit").Pages.Post(Home + "/{id}/removal", Delete).Form(Show);
        app.Store("core").Requires("roles.edit").Api.Delete("/roles/{id}", Remove)
            .Describe("Deletes a role of the store's own; moveTo says which role its people get.");
    }

    private static void Map(FaceRoutes routes, string at)
    {
        routes.Requires("roles.view");
        routes.Get(at, List).Describe("The roles that every store has, and the store's own.");
        routes.Get(at + "/{id}", Show).Describe("One role with what it may do.");
        routes.Requires("roles.edit");
        routes.Post(at, Make).Form(New).Describe("Makes a role of the store's own.");
        routes.Patch(at + "/{id}", Change).Form(Show).Describe("Changes a role of the store's own.");
    }

    private static async Task<Answer<ListRoles.Result>> List(
        OrionDb db, RequestContext request, ModuleRegistry modules, CancellationToken stop) =>
        new(await new ListRoles().RunAsync(db, request, modules, stop), m => RolesPage.Create(m));

    private static async Task<Answer<ShowRole.Result>> New(
        string? from, OrionDb db, RequestContext request, ModuleRegistry modules, CancellationToken stop) =>
        new(await new ShowRole(null, from).RunAsync(db, request, modules, stop), m => RolePage.Create(m));

    private static async Task<Answer<ShowRole.Result>> Show(
        string id, OrionDb db, RequestContext request, ModuleRegistry modules, CancellationToken stop) =>
        new(await new ShowRole(id).RunAsync(db, request, modules, stop), m => RolePage.Create(m));

    private static async Task<Answer<ListRoles.Row>> Make(
        SaveRole save, OrionDb db, RequestContext request, ModuleRegistry modules, CancellationToken stop)
    {
        var outcome = await save.RunAsync(null, db, request, modules, stop);
        return new Answer<ListRoles.Row>(outcome).Created(request.Href.Api(Face.Store, $"/roles/{outcome.Value?.Id}"))
            .Then(request.Href.Store(Home), $"{outcome.Value?.Name} is a role now.");
    }

    private static async Task<Answer<ListRoles.Row>> Change(
        string id, SaveRole save, OrionDb db, RequestContext request, ModuleRegistry modules, CancellationToken stop) =>
        new Answer<ListRoles.Row>(Own(id) is { } key ? await save.RunAsync(key, db, request, modules, stop) : Missing(id))
            .Then(request.Href.Store(Home), "Saved. Whoever has this role works by it within seconds.");

    private static async Task<Answer<DeleteRole.Result>> Delete(
        string id, DeleteRole delete, OrionDb db, RequestContext request, ModuleRegistry modules, CancellationToken stop) =>
        new Answer<DeleteRole.Result>(Own(id) is { } key ? await delete.RunAsync(key, db, request, modules, stop) : Missing(id))
            .Then(request.Href.Store(Home), "The role is deleted.");

    private static Task<Answer<DeleteRole.Result>> Remove(
        string id, string? moveTo, OrionDb db, RequestContext request, ModuleRegistry modules, CancellationToken stop) =>
        Delete(id, new DeleteRole(moveTo), db, request, modules, stop);

    private static Guid? Own(string id) => Guid.TryParseExact(id, "D", out var key) ? key : null;

    /// <summary>What every store has is nobody's to change.</summary>
    private static Refusal Missing(string id) => Teams.RoleChoice.Read(id) is null
        ? Refusal.NotFound("role")
        : Refusal.Conflict("built_in", "Every store has this role as it is. Copy it, and change the copy.");
}
