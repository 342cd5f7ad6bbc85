using Orion.Features.Catalog;
using Orion.Features.Catalog.Import;
using Orion.Features.Inventory.Dashboard;
using Orion.Features.Inventory.Import;
using Orion.Framework.Jobs;
using Orion.Framework.Modules;
using Orion.Framework.Web.Shell;

namespace Orion.Features.Inventory;

/// <summary>Counted stock. Off: everything is available.</summary>
public sealed class InventoryModule : ModuleDefinition
{
    public override string Code => "inventory";

    public override string Name => "Inventory";

    public override string Summary => "Counts stock and never sells what isn't there.";

    public override ModuleTier Tier => ModuleTier.Optional;

    public override IReadOnlyList<string> Requires => ["tenancy", "catalog"];

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IStoreSetup, InventorySetup>();
        services.AddScoped<IFrontPagePart, InventoryFrontPage>();
        services.AddScoped<StockKeeper>();
        services.AddScoped<IImportedStock, ImportedStock>();
        services.AddJob<ReleaseForgottenStock, ReleaseForgottenStockJob>(ReleaseForgottenStock.Kind, Code, "23 * * * *");
        services.AddScoped<IStock>(s => s.GetRequiredService<RequestContext>().IsEnabled(Code)
            ? s.GetRequiredService<StockKeeper>()
            : s.GetRequiredService<UncountedStock>());
    }
}
