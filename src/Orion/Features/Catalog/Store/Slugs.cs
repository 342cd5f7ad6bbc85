using System.Text.RegularExpressions;
using Npgsql;
using Orion.Framework.Text;

namespace Orion.Features.Catalog.Store;

/// <summary>The names of products in the shop's addresses: unique among those of a store that are not deleted.</summary>
internal static partial class Slugs
{
    public const string Taken = "Another product has this address. Choose a different one.";

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
    /// Saves a new product. Another may take its address in the same moment: an address that nobody typed gives way to the next free
    /// one, as often as it takes; false for one that was typed.
    /// </summary>
    public static async Task<bool> SaveAsync(OrionDb db, Product product, bool isTyped, CancellationToken stop)
    {
        const string Before = "before_slug";
        var transaction = db.Database.CurrentTransaction ?? throw new InvalidOperationException("A product is made within a transaction.");
        while (true)
        {
            await transaction.CreateSavepointAsync(Before, stop);
            try
            {
                await db.SaveChangesAsync(stop);
                return true;
            }
            catch (DbUpdateException failed) when (IsCollision(failed))
            {
                if (isTyped) return false;
                await transaction.RollbackToSavepointAsync(Before, stop);
                product.MoveTo(await FreeAsync(db, product.Name, null, stop));
            }
        }
    }

    public static Refusal Refuse() =>
        new(409, "slug_taken", Taken, new Dictionary<string, string[]> { ["slug"] = [Taken] });

    /// <summary>Whether saving failed because somebody took the address in the same moment.</summary>
    public static bool IsCollision(DbUpdateException failed) =>
        failed.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "ix_products_store_id_slug" };

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex Shape();
}
