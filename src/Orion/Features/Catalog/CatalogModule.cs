using Microsoft.Extensions.DependencyInjection.Extensions;
using Orion.Features.Catalog.Import;
using Orion.Features.Catalog.Import.Pictures;
using Orion.Features.Catalog.Shop;
using Orion.Features.Catalog.Store;
using Orion.Framework.Configuration;
using Orion.Framework.Jobs;
using Orion.Framework.Modules;
using Orion.Framework.Storage;
using Orion.Framework.Web.Shell;

namespace Orion.Features.Catalog;

/// <summary>Products, their variants, pictures and categories.</summary>
public sealed class CatalogModule : ModuleDefinition
{
    public override string Code => "catalog";

    public override string Name => "Catalogue";

    public override string Summary => "Products with variants and pictures, in categories, as the shop shows them.";

    public override ModuleTier Tier => ModuleTier.Core;

    public override IReadOnlyList<string> Requires => ["tenancy"];

    public override IReadOnlyList<Permission> Permissions =>
    [
        new("products.view", "See products", Face.Store, BuiltInRoles.Everyone),
        new("products.edit", "Change products", Face.Store, BuiltInRoles.Workers, "Add products, and change their words, pictures, prices and stock."),
        new("products.delete", "Delete products", Face.Store, BuiltInRoles.Manager)
    ];

    public override IReadOnlyList<MenuEntry> Menu =>
        [new(Face.Store, "Products", "/products", "tag", "products.view", 30)];

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<IFrontPagePart, CatalogFrontPage>();
        services.AddScoped<UncountedStock>();
        services.TryAddScoped<IStock>(s => s.GetRequiredService<UncountedStock>());
        services.AddScoped<ShopCategories>();
        services.AddScoped<IShopChromePart, CategoryNavigation>();
        services.AddJob<ForgetDrafts, ForgetDraftsJob>(ForgetDrafts.Kind, Code, "37 4 * * *", JobReach.Installation);
        services.AddSingleton(new PicturePermission("products.view"));
    }

    public override IReadOnlyList<ICommand> Commands => [new ImportProductsCommand(), new RetryPicturesCommand()];
}
