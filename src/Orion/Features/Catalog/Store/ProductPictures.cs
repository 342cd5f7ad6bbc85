using Orion.Framework.Storage;
using Orion.Framework.Text;

namespace Orion.Features.Catalog.Store;

/// <summary>A product's pictures, as they are after a change of them.</summary>
public sealed record ProductPictures(Guid ProductId, IReadOnlyList<ShowProduct.Picture> Images)
{
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
        IFormFileCollection files, Pictures pictures, OrionDb db, RequestContext request, ILogger<AddPictures> log, CancellationToken stop)
    {
        if (!await db.Set<Product>().AnyAsync(p => p.Id == Id, stop)) return Refusal.NotFound("product");
        var sent = files.Where(f => f.Length > 0 || f.FileName.Length > 0).ToList();
        if (sent.Count == 0) return Refusal.Invalid("files", "Choose at least one picture.");
        // Counted and weighed before the first is decoded, which is the work.
        if (await db.Set<ProductImage>().CountAsync(i => i.ProductId == Id, stop) + sent.Count > Product.MostPictures) return TooMany;
        if (sent.Find(f => f.Length > Pictures.MostBytes) is { } large)
            return Refuse(large, $"is larger than {Pictures.MostBytes / 1_000_000} MB. Make it smaller and try again.");
        List<PictureDraft> drafts = [];
        var mayBeCommitted = false;
        try
        {
            foreach (var file in sent)
            {
                if (await ReadAsync(file, pictures, request, stop) is not { } draft)
                    return Refuse(file, "is no picture that can be read. Use JPEG, PNG, WebP, GIF or AVIF.");
                drafts.Add(draft);
            }

            // The pictures were decoded before this begins: a transaction should not wait for that.
            var outcome = await db.InTransactionAsync(
                async () =>
                {
                    var added = await AddAsync(drafts, db, request, stop);
                    mayBeCommitted |= added.Refusal is null;
                    return added;
                }, outcome => outcome.Refusal is null, stop);
            // A first run may have given the files their names, and a second one have refused.
            if (outcome.Refusal is not null) drafts.ForEach(d => d.TakeBack());
            return outcome;
        }
        catch
        {
            if (!mayBeCommitted || await IsUndoneAsync(drafts, db, request, log)) drafts.ForEach(d => d.TakeBack());
            throw;
        }
        finally
        {
            foreach (var draft in drafts) draft.Dispose();
        }
    }

    /// <summary>
    /// Whether the commit failed for certain: an answer that never came says neither. Waits for what may still go on, and where
    /// the database can't be asked the files stay: one that nobody sees is better than a picture that isn't there.
    /// </summary>
    private async Task<bool> IsUndoneAsync(List<PictureDraft> drafts, OrionDb db, RequestContext request, ILogger log)
    {
        var keys = drafts.ConvertAll(d => d.Picture.Key);
        try
        {
            return await db.InTransactionAsync(
                async () =>
                {
                    await ProductLock.TakeAsync(db, request, Id, CancellationToken.None);
                    return !await db.Set<ProductImage>().AnyAsync(i => keys.Contains(i.Key!), CancellationToken.None);
                }, CancellationToken.None);
        }
        catch (Exception away)
        {
            // What went wrong first is what the caller is told.
            log.FilesLeft(Id, string.Join(' ', keys), away);
            return false;
        }
    }

    private static Refusal TooMany => Refusal.Invalid("files", $"A product has at most {Product.MostPictures} pictures.");

    private async Task<Outcome<ProductPictures>> AddAsync(List<PictureDraft> drafts, OrionDb db, RequestContext request, CancellationToken stop)
    {
        await ProductLock.TakeAsync(db, request, Id, stop);
        if (!await db.Set<Product>().AnyAsync(p => p.Id == Id, stop)) return Refusal.NotFound("product");
        var there = await db.Set<ProductImage>().Where(i => i.ProductId == Id).Select(i => i.Position).ToListAsync(stop);
        if (there.Count + drafts.Count > Product.MostPictures) return TooMany;
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
        return await pictures.DraftAsync(request.Store.Id, Guid.CreateVersion7(), bytes, stop);
    }

    private static Refusal Refuse(IFormFile file, string what)
    {
        var name = TextLimit.Shorten(Path.GetFileName(file.FileName), 60, "…");
        return Refusal.Invalid("files", $"“{name}” {what}", "not_a_picture");
    }
}

/// <summary>Says what a picture shows, or moves it to another place.</summary>
/// <param name="Position">Its place among the pictures, from 0; behind the last is the last.</param>
public sealed record ChangePicture(string? Alt, int? Position) : IInput<ChangePicture>, IChange
{
    public void Validate(Errors errors) => errors.If(Position is < 0, "position", "Enter a place from 0.");

    public void Check(Errors errors) => errors.Text("alt", Alt, ProductImage.LongestAlt, "what it shows", required: false);

    public async Task<Outcome<ProductPictures>> RunAsync(Guid id, Guid imageId, OrionDb db, RequestContext request, CancellationToken stop)
    {
        await ProductLock.TakeAsync(db, request, id, stop);
        var images = await db.Set<ProductImage>().Where(i => i.ProductId == id).OrderBy(i => i.Position).ThenBy(i => i.Id).ToListAsync(stop);
        if (images.Find(i => i.Id == imageId) is not { } image || !await db.Set<Product>().AnyAsync(p => p.Id == id, stop))
            return Refusal.NotFound("picture");
        var change = this.WithoutUnchanged(new ChangePicture(image.Alt, null));
        if (change.WhyNot() is { } refusal) return refusal;
        if (change.Alt is { } alt) image.Describe(alt.Trim());
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

internal static partial class PicturesLog
{
    [LoggerMessage(1, LogLevel.Warning, "Whether pictures of product {Product} were saved can't be told; the files of {Keys} stay")]
    public static partial void FilesLeft(this ILogger log, Guid product, string keys, Exception away);
}
