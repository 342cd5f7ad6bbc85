using Carter;
using Microsoft.AspNetCore.Mvc;
using Orion.Framework.Storage;

namespace Orion.Features.Catalog.Store;

/// <summary>Managing products.</summary>
public sealed class CatalogStore : ICarterModule
{
    private const long PicturesBody = 60_000_000;

    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var products = app.Store("catalog").Requires("products.view");
        products.Get("/products", List).Describe("Products, newest first, by name or article number and by status.");
        products.Get("/products/{id:guid}", Show).Describe("A product with its variants, stock and pictures.");

        var editing = app.Store("catalog").Requires("products.edit");
        editing.Pages.Get("/products/new", New);
        editing.Post("/products", Create).Form(New).Describe("Makes a product with its variants.");
        editing.Patch("/products/{id:guid}", Change).Form(Show).Describe("Changes what is given of a product, its options and variants; If-Match guards against overwriting another's change.");
        editing.Patch("/products/{id:guid}/variants/{variantId:guid}", Reprice).Form(ShowCell).Describe("Changes a variant's price, stock or article number.");
        editing.Delete("/products/{id:guid}/variants/{variantId:guid}", Remove).Form(Ask).Describe("Takes a variant out; its orders keep it.");
        editing.Pages.Get("/products/{id:guid}/variants/{variantId:guid}/removal", Ask);
        editing.Post("/products/{id:guid}/images", Upload).Form(ShowPictures).BodyUpTo(PicturesBody).OwnTransactions()
            .Describe("Adds pictures, sent as multipart/form-data under the name files.");
        editing.Patch("/products/{id:guid}/images/{imageId:guid}", ChangeImage).Form(ShowPictures).Describe("Says what a picture shows, or moves it.");
        editing.Delete("/products/{id:guid}/images/{imageId:guid}", RemoveImage).Describe("Takes a picture from a product.");

        var deleting = app.Store("catalog").Requires("products.delete");
        deleting.Delete("/products/{id:guid}", Delete).Describe("Puts a product aside.");
        deleting.Delete("/products/{id:guid}/deletion", Restore).Describe("Takes a deletion back.");
    }

    private static async Task<Answer<ListProducts.Result>> List(
        [AsParameters] ListProducts list, OrionDb db, IStock stock, RequestContext request, CancellationToken stop) =>
        new(await list.RunAsync(db, stock, request, stop), m => ProductsPage.Create(m), m => _ProductList.Create(m));

    private static async Task<Answer<ShowProduct.Result>> Show(
        Guid id, OrionDb db, IStock stock, RequestContext request, CancellationToken stop) =>
        new Answer<ShowProduct.Result>(await new ShowProduct(id).RunAsync(db, stock, request, stop), m => ProductPage.Create(m)).Tagged(r => r.Version);

    private static Answer<NewProduct> New(IStock stock, RequestContext request) =>
        new(new NewProduct(request.Store.Currency, stock.IsCounted), m => NewProductPage.Create(m));

    private static async Task<Answer<ShowProduct.Result>> Create(
        CreateProduct create, OrionDb db, IStock stock, RequestContext request, CancellationToken stop)
    {
        var made = await create.RunAsync(db, stock, request, stop);
        var answer = new Answer<ShowProduct.Result>(made);
        return made.Value is not { } product ? answer : answer
            .Created(request.Href.Api(Face.Store, $"/products/{product.Id}")).Then(PageOf(request, product.Id), $"{product.Name} is here. Add pictures next.");
    }

    private static async Task<Answer<ShowProduct.Result>> Change(
        Guid id, ChangeProduct change, [FromHeader(Name = "If-Match")] string? ifMatch, OrionDb db, IStock stock, RequestContext request, CancellationToken stop) =>
        new Answer<ShowProduct.Result>(await change.RunAsync(id, ifMatch, db, stock, request, stop)).Then(PageOf(request, id), "Saved.")
            .Tagged(r => r.Version);

    private static async Task<Answer<ChangeVariant.Result>> Reprice(
        Guid id, Guid variantId, string? cell, ChangeVariant change, OrionDb db, IStock stock, RequestContext request, CancellationToken stop) =>
        new Answer<ChangeVariant.Result>(
                await change.RunAsync(id, variantId, cell, db, stock, request, stop), fragment: m => _VariantCell.Create(new VariantCell(m, cell)))
            .Then(PageOf(request, id), "Saved.");

    private static async Task<Answer<ShowProduct.Result>> ShowCell(
        Guid id, Guid variantId, string? cell, OrionDb db, IStock stock, RequestContext request, CancellationToken stop) =>
        new(await new ShowProduct(id).RunAsync(db, stock, request, stop), m => ProductPage.Create(m),
            m => _VariantCell.Create(new VariantCell(ChangeVariant.Find(m, variantId)!, cell)));

    private static async Task<Answer<ShowProduct.Result>> Remove(
        Guid id, Guid variantId, OrionDb db, IStock stock, RequestContext request, CancellationToken stop) =>
        new Answer<ShowProduct.Result>(await new RemoveVariant(id, variantId).RunAsync(db, stock, request, stop))
            .Then(PageOf(request, id) + "#variants", "Taken out. Orders that hold it keep it.").Tagged(r => r.Version);

    private static async Task<Answer<AskRemoval.Result>> Ask(
        Guid id, Guid variantId, OrionDb db, IStock stock, RequestContext request, CancellationToken stop) =>
        new(await new AskRemoval(id, variantId).RunAsync(db, stock, request, stop), m => RemovalPage.Create(m));

    private static async Task<Answer<ProductPictures>> Upload(
        Guid id, IFormFileCollection files, Pictures pictures, OrionDb db, RequestContext request, ILogger<AddPictures> log, CancellationToken stop) =>
        PicturesAfter(await new AddPictures(id).RunAsync(files, pictures, db, request, log, stop), id, request, "Added.");

    private static async Task<Answer<ShowProduct.Result>> ShowPictures(
        Guid id, OrionDb db, IStock stock, RequestContext request, CancellationToken stop) =>
        new(await new ShowProduct(id).RunAsync(db, stock, request, stop), m => ProductPage.Create(m),
            m => _Pictures.Create(new ProductPictures(m.Id, m.Images)));

    private static async Task<Answer<ProductPictures>> ChangeImage(
        Guid id, Guid imageId, ChangePicture change, OrionDb db, RequestContext request, CancellationToken stop) =>
        PicturesAfter(await change.RunAsync(id, imageId, db, request, stop), id, request, "Saved.");

    private static async Task<Answer<ProductPictures>> RemoveImage(
        Guid id, Guid imageId, OrionDb db, RequestContext request, CancellationToken stop) =>
        PicturesAfter(await new RemovePicture(id, imageId).RunAsync(db, request, stop), id, request, "Removed.");

    private static async Task<Answer<DeleteProduct.Result>> Delete(Guid id, OrionDb db, RequestContext request, CancellationToken stop) =>
        new Answer<DeleteProduct.Result>(await new DeleteProduct(id).RunAsync(db, request, stop))
            .WithStatus(StatusCodes.Status204NoContent).Then(request.Href.Store($"/products?deleted={id}"));

    private static async Task<Answer<ShowProduct.Result>> Restore(
        Guid id, OrionDb db, IStock stock, RequestContext request, CancellationToken stop) =>
        new Answer<ShowProduct.Result>(await new RestoreProduct(id).RunAsync(db, stock, request, stop))
            .Then(PageOf(request, id), "It is back, as it was.");

    private static Answer<ProductPictures> PicturesAfter(Outcome<ProductPictures> outcome, Guid id, RequestContext request, string saying) =>
        new Answer<ProductPictures>(outcome, fragment: m => _Pictures.Create(m)).Then(PageOf(request, id) + "#pictures", saying);

    private static string PageOf(RequestContext request, Guid id) => request.Href.Store($"/products/{id}");
}

/// <summary>What the page of a new product needs to know.</summary>
public sealed record NewProduct(string Currency, bool CountsStock);
