using Orion.Framework.Web.Shell;

namespace Orion.Features.Catalog.Store;

/// <summary>What a new store does first with its catalogue.</summary>
public sealed class CatalogFrontPage(OrionDb db, RequestContext request) : IFrontPagePart
{
    public string Module => "catalog";

    public string Permission => "products.view";

    public async Task FillAsync(FrontPage page, CancellationToken stop)
    {
        var there = await db.Set<Product>().OrderByDescending(p => p.CreatedAt).ThenByDescending(p => p.Id).Select(p => new { p.Id, p.Status }).FirstOrDefaultAsync(stop);
        var sells = there is not null && await db.Set<Product>().AnyAsync(p => p.Status == ProductStatus.Active, stop);
        var pictured = there is not null && await db.Set<ProductImage>().AnyAsync(i => i.State == ImageState.Ready, stop);
        var newest = there is null ? request.Href.Store("/products/new") : request.Href.Store($"/products/{there.Id}");
        page.Steps.Add(new(10, "Add your first product", "A name, a price, and how many you have.", request.Href.Store("/products/new"), there is not null));
        page.Steps.Add(new(20, "Show it", "Pictures sell: add one from your phone or computer.", newest, pictured));
        page.Steps.Add(new(30, "Put it up for sale", "Set a product to active and it is in the shop at once.", newest, sells));
    }
}
