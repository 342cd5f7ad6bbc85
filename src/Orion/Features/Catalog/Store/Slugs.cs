using System.Text.RegularExpressions;
using Orion.Framework.Text;

namespace Orion.Features.Catalog.Store;

/// <summary>The names of products in the shop's addresses: unique among those of a store that are not deleted.</summary>
internal static partial class Slugs
{
    private const string Index = "ix_products_store_id_slug";

    /// <summary>Whether a text can be an address as it is.</summary>
    public static bool IsValid(string slug) => slug.Length <= Product.LongestSlug && Shape().IsMatch(slug);

    public static void Check(Errors errors, string? slug) => errors.If(
        slug is { Length: > 0 } && !IsValid(slug), "slug", $"Use lower-case letters, digits and hyphens, at most {Product.LongestSlug} characters.");

    /// <summary>A free address made from a name: with a number behind it when others have the plain one.</summary>
    public static async Task<string> FreeAsync(OrionDb db, string name, Guid? except, CancellationToken stop)
    {
        var wanted = Product.SlugFrom(name);
        // A long one is cut to make room for the number.
        var start = TextLimit.Shorten(wanted, Product.LongestSlug - 10).TrimEnd('-');
        var taken = await db.Set<Product>().Where(p => p.Id != except && (p.Slug == wanted || p.Slug.StartsWith(start)))
            .Select(p => p.Slug).ToHashSetAsync(stop);
        if (!taken.Contains(wanted)) return wanted;
        for (var number = 2; ; number++)
            if (Product.NumberedSlug(wanted, number) is var numbered && !taken.Contains(numbered))
                return numbered;
    }

    public static Task<bool> IsTakenAsync(OrionDb db, string slug, Guid? except, CancellationToken stop) =>
        db.Set<Product>().AnyAsync(p => p.Slug == slug && p.Id != except, stop);

    /// <summary>
    /// Saves a new product whose address nobody typed. Another may take it in the same moment: then it gives way to the next free one,
    /// as often as it takes.
    /// </summary>
    public static async Task SaveAsync(OrionDb db, Product product, CancellationToken stop)
    {
        const string Before = "before_slug";
        var transaction = db.Database.CurrentTransaction ?? throw new InvalidOperationException("A product is made within a transaction.");
        while (true)
        {
            await transaction.CreateSavepointAsync(Before, stop);
            try
            {
                await db.SaveChangesAsync(stop);
                return;
            }
            catch (DbUpdateException failed) when (UniqueIndexes.Overtaken(failed)?.ConstraintName == Index)
            {
                await transaction.RollbackToSavepointAsync(Before, stop);
                product.MoveTo(await FreeAsync(db, product.Name, null, stop));
            }
        }
    }

    public static Refusal Refuse() => UniqueIndexes.Refuse(Index);

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex Shape();
}
