using Carter;
using Orion.Framework.Modules;
using RazorSlices;

namespace Orion.Features.Tenancy.Admin;

/// <summary>The operator's console: stores, platforms and their modules.</summary>
public sealed class TenancyAdmin : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var stores = app.Admin("tenancy").Requires("stores.view");
        stores.Pages.Get("/", Console);
        stores.Get("/stores", Browse).Describe("All stores, newest first.");
        stores.Pages.Get("/stores/new", New).Requires("stores.create");
        stores.Pages.Post("/stores", Open).Requires("stores.create").Form(New).OwnTransactions();
        stores.Api.Post("/stores", Open).Requires("stores.create").OwnTransactions().Describe("Open a store with its owner.");
        stores.Get("/stores/{id:guid}", Show).Describe("One store, with its team.");
        stores.Post("/stores/{id:guid}/suspension", Suspend).Requires("stores.suspend").Form(Show).Describe("Close a store's shop for now.");
        stores.Delete("/stores/{id:guid}/suspension", Reopen).Requires("stores.suspend").Form(Show).Describe("Open a suspended shop again.");

        var platforms = app.Admin("tenancy").Requires("platforms.view");
        platforms.Get("/platforms", Platforms).Describe("All platforms.");
        platforms.Get("/platforms/{id:guid}", Platform).Describe("One platform with its modules.");
        platforms.Put("/platforms/{id:guid}/modules/{code}", TurnOn).Requires("platforms.modules").Form(Platform)
            .Describe("Switch a module on; with cascade=true also what it needs.");
        platforms.Delete("/platforms/{id:guid}/modules/{code}", TurnOff).Requires("platforms.modules").Form(Platform)
            .Describe("Switch a module off; with cascade=true also what needs it.");
    }

    private static async Task<Answer<ShowConsole.Result>> Console(PlatformDb db, CancellationToken stop) =>
        new(await new ShowConsole().RunAsync(db, stop), m => ConsolePage.Create(m));

    private static async Task<Answer<BrowseStores.Result>> Browse(
        [AsParameters] BrowseStores browse, PlatformDb db, RequestContext request, CancellationToken stop) =>
        new(await browse.RunAsync(db, request, stop), m => StoresPage.Create(m), m => _StoreList.Create(m));

    private static async Task<Answer<NewStoreForm>> New(string? platform, PlatformDb db, CancellationToken stop) =>
        new(await NewStoreForm.LoadAsync(platform, db, stop), m => NewStorePage.Create(m));

    private static async Task<Answer<OpenStore.Result>> Open(
        OpenStore open, PlatformDb db, RequestContext request, IStoreTeams teams, IEnumerable<IStoreSetup> setups, CancellationToken stop)
    {
        var outcome = await open.RunAsync(db, request, teams, setups, stop);
        return new Answer<OpenStore.Result>(outcome, m => StoreOpenedPage.Create(m))
            .Created(request.Href.Api(Face.Admin, $"/stores/{outcome.Value?.Id}"));
    }

    private static async Task<Answer<ShowStore.Result>> Show(
        Guid id, PlatformDb db, IStoreTeams teams, RequestContext request, IEnumerable<IStoreOverviewPart> parts, CancellationToken stop)
    {
        var outcome = await new ShowStore(id).RunAsync(db, teams, stop);
        if (outcome.Value is not { } store || request.Door == Door.Api) return new(outcome);
        List<RazorSlice> shown = [];
        foreach (var part in parts)
            if (await part.LoadAsync(id, stop) is { } slice)
                shown.Add(slice);
        return new(store with { Parts = shown }, m => StoreOverviewPage.Create(m));
    }

    private static async Task<Answer<ShowStore.Result>> Suspend(
        Guid id, SuspendStore suspend, PlatformDb db, RequestContext request, IStoreTeams teams, CancellationToken stop) =>
        await AfterAsync(id, await suspend.RunAsync(id, db, request, stop), "The shop is closed.", db, request, teams, stop);

    private static async Task<Answer<ShowStore.Result>> Reopen(
        Guid id, PlatformDb db, RequestContext request, IStoreTeams teams, CancellationToken stop) =>
        await AfterAsync(id, await new ReopenStore().RunAsync(id, db, stop), "The shop is open again.", db, request, teams, stop);

    private static async Task<Answer<BrowsePlatforms.Result>> Platforms(PlatformDb db, ModuleRegistry modules, CancellationToken stop) =>
        new(await new BrowsePlatforms().RunAsync(db, modules, stop), m => PlatformsPage.Create(m));

    private static async Task<Answer<ShowPlatform.Result>> Platform(Guid id, PlatformDb db, ModuleRegistry modules, CancellationToken stop) =>
        new(await new ShowPlatform(id).RunAsync(db, modules, stop), m => PlatformPage.Create(m));

    private static Task<Answer<SwitchModule.Result>> TurnOn(
        Guid id, string code, bool? cascade, PlatformDb db, RequestContext request, ModuleRegistry modules, CancellationToken stop) =>
        SwitchAsync(new SwitchModule(id, code, On: true, cascade ?? false), db, request, modules, stop);

    private static Task<Answer<SwitchModule.Result>> TurnOff(
        Guid id, string code, bool? cascade, PlatformDb db, RequestContext request, ModuleRegistry modules, CancellationToken stop) =>
        SwitchAsync(new SwitchModule(id, code, On: false, cascade ?? false), db, request, modules, stop);

    private static async Task<Answer<ShowStore.Result>> AfterAsync(
        Guid id, Outcome<Guid> change, string saying, PlatformDb db, RequestContext request, IStoreTeams teams, CancellationToken stop)
    {
        if (change.Refusal is { } refusal) return refusal;
        return new Answer<ShowStore.Result>(await new ShowStore(id).RunAsync(db, teams, stop)).Then(request.Href.Admin($"/stores/{id}"), saying);
    }

    private static async Task<Answer<SwitchModule.Result>> SwitchAsync(
        SwitchModule change, PlatformDb db, RequestContext request, ModuleRegistry modules, CancellationToken stop)
    {
        var outcome = await change.RunAsync(db, request, modules, stop);
        var names = string.Join(", ", outcome.Value?.Changed.Select(c => modules.Find(c)!.Name) ?? []);
        var saying = names.Length == 0 ? "It was so already." : change.On ? $"On: {names}." : $"Off: {names}.";
        return new Answer<SwitchModule.Result>(outcome).Then(request.Href.Admin($"/platforms/{change.Platform}"), saying);
    }
}
