using Orion.Framework.Storage;
using Orion.Framework.Text;

namespace Orion.Features.Catalog.Store;

/// <summary>A product's pictures, as they are after a change of them.</summary>
public sealed record ProductPictures(Guid ProductId, IReadOnlyList<ShowProduct.Picture> Images)
{
    /// <summary>The most pictures of a product.</summary>
    public const int Most = 50;

    /// <summary>Saves a change of a product's pictures and lets the shop show it.</summary>
    internal static async Task<ProductPictures> SaveAsync(Guid id, OrionDb db, RequestContext request, CancellationToken stop)
    {
        await db.SaveChangesAsync(stop);
        await ProductDocuments.RefreshAsync(db, request.Store.Id, [id], stop);
        var images = await db.Set<ProductImage>().AsNoTracking().Where(i => i.ProductId == id)
            .OrderBy(i => i.Position).ThenBy(i => i.Id).ToListAsync(stop);
        return new ProductPictures(id, [.. images.Select(i => ShowProduct.Picture.Of(i, request))]);
    }
}

/// <summary>Adds pictures to a product, behind those that it has: all that were sent, or none.</summary>
public sealed record AddPictures(Guid Id)
{
    public async Task<Outcome<ProductPictures>> RunAsync(
        IFormFileCollection files, Pictures pictures, OrionDb db, RequestContext request, CancellationToken stop)
    {
        if (!await db.Set<Product>().AnyAsync(p => p.Id == Id, stop)) return Refusal.NotFound("product");
        var sent = files.Where(f => f.Length > 0 || f.FileName.Length > 0).ToList();
        if (sent.Count == 0) return Refusal.Invalid("files", "Choose at least one picture.");
        // Counted and weighed before the first is decoded, which is the work.
        if (await db.Set<ProductImage>().CountAsync(i => i.ProductId == Id, stop) + sent.Count > ProductPictures.Most) return TooMany;
        if (sent.Find(f => f.Length > Pictures.MostBytes) is { } large)
            return Refuse(large, $"is larger than {Pictures.MostBytes / 1_000_000} MB. Make it smaller and try again.");
        List<PictureDraft> drafts = [];
        try
        {
            foreach (var file in sent)
            {
                if (await ReadAsync(file, pictures, request, stop) is not { } draft)
                    return Refuse(file, "is no picture that can be read. Use JPEG, PNG, WebP, GIF or AVIF.");
                drafts.Add(draft);
            }

            // The pictures were decoded before this begins: a transaction should not wait for that.
            return await db.InTransactionAsync(() => AddAsync(drafts, db, request, stop), outcome => outcome.Refusal is null, stop);
        }
        catch
        {
            await TakeBackAsync(drafts, db);
            throw;
        }
        finally
        {
            foreach (var draft in drafts) draft.Dispose();
        }
    }

    /// <summary>The commit failed after the files had their names: they go again, but for those that another product shows as well.</summary>
    private static async Task TakeBackAsync(List<PictureDraft> drafts, OrionDb db)
    {
        foreach (var draft in drafts.Where(d => d.IsKept))
            if (!await db.Set<ProductImage>().AnyAsync(i => i.Key == draft.Picture.Key, CancellationToken.None))
                draft.TakeBack();
    }

    private static Refusal TooMany => Refusal.Invalid("files", $"A product has at most {ProductPictures.Most} pictures.");

    private async Task<Outcome<ProductPictures>> AddAsync(List<PictureDraft> drafts, OrionDb db, RequestContext request, CancellationToken stop)
    {
        await ProductLock.TakeAsync(db, request, Id, stop);
        if (!await db.Set<Product>().AnyAsync(p => p.Id == Id, stop)) return Refusal.NotFound("product");
        var there = await db.Set<ProductImage>().Where(i => i.ProductId == Id).Select(i => i.Position).ToListAsync(stop);
        if (there.Count + drafts.Count > ProductPictures.Most) return TooMany;
        var next = there.Count == 0 ? 0 : there.Max() + 1;
        foreach (var picture in drafts.Select(d => d.Picture))
            db.Add(ProductImage.Stored(Id, picture.Key, picture.Width, picture.Height, "", next++));
        var saved = await ProductPictures.SaveAsync(Id, db, request, stop);
        // Last of all before the commit: what fails until here leaves no file, and no row is ever without one.
        foreach (var draft in drafts) draft.Keep();
        return saved;
    }

    private static async Task<PictureDraft?> ReadAsync(IFormFile file, Pictures pictures, RequestContext request, CancellationToken stop)
    {
        var bytes = new byte[file.Length];
        await using var content = file.OpenReadStream();
        await content.ReadExactlyAsync(bytes, stop);
        return await pictures.DraftAsync(request.Store.Id, bytes, stop);
    }

    private static Refusal Refuse(IFormFile file, string what)
    {
        var name = TextLimit.Shorten(Path.GetFileName(file.FileName), 60, "…");
        return Refusal.Invalid("files", $"“{name}” {what}", "not_a_picture");
    }
}

/// <summary>Says what a picture shows, or moves it to another place.</summary>
/// <param name="Position">Its place among the pictures, from 0; behind the last is the last.</param>
public sealed record ChangePicture(string? Alt, int? Position) : IInput<ChangePicture>
{
    public void Validate(Errors errors)
    {
        errors.Text("alt", Alt, 500, "what it shows", required: false);
        errors.If(Position is < 0, "position", "Enter a place from 0.");
    }

    public async Task<Outcome<ProductPictures>> RunAsync(Guid id, Guid imageId, OrionDb db, RequestContext request, CancellationToken stop)
    {
        await ProductLock.TakeAsync(db, request, id, stop);
        var images = await db.Set<ProductImage>().Where(i => i.ProductId == id).OrderBy(i => i.Position).ThenBy(i => i.Id).ToListAsync(stop);
        if (images.Find(i => i.Id == imageId) is not { } image || !await db.Set<Product>().AnyAsync(p => p.Id == id, stop))
            return Refusal.NotFound("picture");
        if (this.WithoutUnchanged(new ChangePicture(image.Alt, null)).Alt is { } alt) image.Describe(alt.Trim());
        if (Position is { } place)
        {
            images.Remove(image);
            images.Insert(Math.Min(place, images.Count), image);
            for (var i = 0; i < images.Count; i++) images[i].MoveTo(i);
        }

        return await ProductPictures.SaveAsync(id, db, request, stop);
    }
}

/// <summary>Takes a picture from a product.</summary>
public sealed record RemovePicture(Guid Id, Guid ImageId)
{
    public async Task<Outcome<ProductPictures>> RunAsync(OrionDb db, RequestContext request, CancellationToken stop)
    {
        await ProductLock.TakeAsync(db, request, Id, stop);
        if (await db.Set<ProductImage>().FirstOrDefaultAsync(i => i.Id == ImageId && i.ProductId == Id, stop) is not { } image
            || !await db.Set<Product>().AnyAsync(p => p.Id == Id, stop))
            return Refusal.NotFound("picture");
        db.Remove(image);
        return await ProductPictures.SaveAsync(Id, db, request, stop);
    }
}

/// <summary>A picture in the grid of a product's page.</summary>
public sealed record PictureCard(Guid ProductId, ShowProduct.Picture Picture, int Place, int Count);
