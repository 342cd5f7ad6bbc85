using Orion.Features.Tenancy.Theming;
using Orion.Framework.Configuration;
using Orion.Framework.Modules;
using Orion.Framework.Tenancy.Strategies;
using Orion.Framework.Web.Shell;

namespace Orion.Features.Tenancy;

/// <summary>Platforms, stores and the hosts by which they are found.</summary>
public sealed class TenancyModule : ModuleDefinition
{
    public override string Code => "tenancy";

    public override string Name => "Platforms and stores";

    public override string Summary => "Platforms, their stores, and the addresses at which both are found.";

    public override ModuleTier Tier => ModuleTier.Core;

    public override IReadOnlyList<Permission> Permissions =>
    [
        new("stores.view", "See stores", Face.Admin, Admins: ConsoleRoles.Everyone),
        new("stores.create", "Create stores", Face.Admin),
        new("stores.suspend", "Suspend and reopen stores", Face.Admin),
        new("platforms.view", "See platforms", Face.Admin, Admins: ConsoleRoles.Everyone),
        new("platforms.modules", "Switch modules", Face.Admin)
    ];

    public override IReadOnlyList<MenuEntry> Menu =>
    [
        new(Face.Admin, "Home", "/", "home", "stores.view", 0),
        new(Face.Admin, "Stores", "/stores", "store", "stores.view", 10),
        new(Face.Admin, "Platforms", "/platforms", "layers", "platforms.view", 20)
    ];

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<TenancyOptions>(configuration, "Tenancy");
        services.AddSingleton<ITenantSource, StoreDirectory>();
        services.AddSingleton<ITenantStrategy, CustomDomainStrategy>();
        services.AddSingleton<ITenantStrategy, PlatformHostStrategy>();
        services.AddSingleton<ITenantStrategy, SubdomainStrategy>();
        services.AddScoped<StoreLooks>();
        services.AddScoped<IShopChromePart, ThemeChrome>();
    }
}
