using Carter;
using Orion.Features.Core.ApiKeys;
using Orion.Framework.Modules;

namespace Orion.Features.Core;

/// <summary>The keys by which programs use a store's API.</summary>
public sealed class ApiKeysStore : ICarterModule
{
    private const string Home = "/settings/api-keys";

    public void AddRoutes(IEndpointRouteBuilder app)
    {
        Map(app.Store("core").Pages, Home);
        Map(app.Store("core").Api, "/api-keys");
    }

    private static void Map(FaceRoutes routes, string at)
    {
        routes.Requires("api-keys.view").Get(at, List).Describe("The store's API keys, without their secrets.");
        routes.Requires("api-keys.edit");
        routes.Post(at, Make).Form(List).Describe("Makes an API key; its secret is in this one answer and nowhere else.");
        routes.Post(at + "/{id:guid}/rotation", Rotate).Form(List).Describe("Makes a key in another's place, which works for some hours yet.");
        routes.Delete(at + "/{id:guid}", Revoke).Form(List).Describe("Ends an API key within seconds.");
    }

    private static async Task<Answer<ListApiKeys.Result>> List(
        OrionDb db, PlatformDb platform, RequestContext request, ModuleRegistry modules, CancellationToken stop) =>
        new(await new ListApiKeys().RunAsync(db, platform, request, modules, stop), m => ApiKeysPage.Create(m));

    private static async Task<Answer<MadeApiKey>> Make(
        MakeApiKey make, OrionDb db, PlatformDb platform, RequestContext request, ModuleRegistry modules, CancellationToken stop) =>
        Shown(await make.RunAsync(db, platform, request, modules, stop), request);

    private static async Task<Answer<MadeApiKey>> Rotate(
        Guid id, RotateApiKey rotate, OrionDb db, PlatformDb platform, RequestContext request, ModuleRegistry modules, CancellationToken stop) =>
        Shown(await rotate.RunAsync(id, db, platform, request, modules, stop), request);

    private static async Task<Answer<RevokeApiKey.Result>> Revoke(Guid id, OrionDb db, RequestContext request, CancellationToken stop)
    {
        var outcome = await new RevokeApiKey(id).RunAsync(db, request, stop);
        return new Answer<RevokeApiKey.Result>(outcome).Then(request.Href.Store(Home), $"{outcome.Value?.Name} opens nothing any more.");
    }

    /// <summary>The page with the secret is the answer to the form itself: no address leads to it a second time.</summary>
    private static Answer<MadeApiKey> Shown(Outcome<MadeApiKey> outcome, RequestContext request) =>
        new Answer<MadeApiKey>(outcome, m => MadeApiKeyPage.Create(m)).Created(request.Href.Api(Face.Store, $"/api-keys/{outcome.Value?.Key.Id}"));
}
