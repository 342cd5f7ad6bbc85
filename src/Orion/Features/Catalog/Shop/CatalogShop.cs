using Carter;
using Microsoft.AspNetCore.Mvc;
using Orion.Features.Tenancy.Theming;
using RazorSlices;

namespace Orion.Features.Catalog.Shop;

/// <summary>What shoppers see of the catalogue.</summary>
public sealed class CatalogShop : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var shop = app.Shop("catalog").Public();
        shop.Pages.Get("/", Home).Cached();
        shop.Get("/products", Browse).Cached("q", "category", "sort", "cursor").Describe("Products for sale, searched, by category, sorted and paged by cursor.");
        shop.Get("/products/{slug}", Show).Cached("variant").Describe("A product with its variants.");
        shop.Api.Get("/categories", Categories).Describe("The shop's categories in order.");
        shop.Pages.Get("/categories/{slug}", BrowseCategory).Cached("sort", "cursor");
    }

    private static async Task<Answer<ShowHome.Result>> Home(
        StoreReads reads, RequestContext request, StoreLooks looks, ShopCategories categories, CancellationToken stop) =>
        new(await new ShowHome().RunAsync(reads, request, looks, categories, stop), m => HomePage.Create(m));

    private static async Task<Answer<BrowseProducts.Result>> Browse(
        [AsParameters] BrowseProducts browse, StoreReads reads, RequestContext request, ShopCategories categories, CancellationToken stop) =>
        new(await browse.RunAsync(reads, request, categories, stop), m => ProductsPage.Create(m), m => FragmentOf(m));

    private static async Task<Answer<ShowProduct.Result>> Show(
        [AsParameters] ShowProduct show, StoreReads reads, RequestContext request, ShopCategories categories, CancellationToken stop) =>
        new(await show.RunAsync(reads, request, categories, stop), m => ProductPage.Create(m), m => _ProductMain.Create(m));

    private static async Task<Answer<ListCategories.Result>> Categories(ShopCategories categories, CancellationToken stop) =>
        new(await new ListCategories().RunAsync(categories, stop));

    private static async Task<Answer<BrowseProducts.Result>> BrowseCategory(
        string slug, [FromQuery] string? sort, [FromQuery] string? cursor, StoreReads reads, RequestContext request,
        ShopCategories categories, CancellationToken stop)
    {
        if ((await categories.AllAsync(stop)).All(c => c.Slug != slug)) return Refusal.NotFound("category");
        var browse = new BrowseProducts(Q: null, slug, sort, cursor, Limit: null);
        return new(await browse.RunAsync(reads, request, categories, stop), m => ProductsPage.Create(m), m => FragmentOf(m));
    }

    /// <summary>The first page replaces what was listed; those behind it are put below it.</summary>
    private static RazorSlice<BrowseProducts.Result> FragmentOf(BrowseProducts.Result result) =>
        result.Listing.IsFirst ? _ProductResults.Create(result) : _ProductRows.Create(result);
}
