using System.Text.RegularExpressions;
using Npgsql;

namespace Orion.Features.Catalog.Store;

/// <summary>The names of products in the shop's addresses: unique among those of a store that are not deleted.</summary>
internal static partial class Slugs
{
    public const string Taken = "Another product has this address. Choose a different one.";

    /// <summary>Whether a text can be an address.</summary>
    public static bool IsValid(string slug) => slug.Length <= Product.LongestSlug && Shape().IsMatch(slug);

    public static void Check(Errors errors, string? slug) => errors.If(
        slug is { Length: > 0 } && !IsValid(slug), "slug", $"Use lower-case letters, digits and hyphens, at most {Product.LongestSlug} characters.");

    /// <summary>A free address made from a name: with a number behind it when others have the plain one.</summary>
    public static async Task<string> FreeAsync(OrionDb db, string name, Guid? except, CancellationToken stop)
    {
        var wanted = Product.SlugFrom(name);
        var taken = await db.Set<Product>().Where(p => p.Id != except && (p.Slug == wanted || EF.Functions.Like(p.Slug, wanted + "-%")))
            .Select(p => p.Slug).ToHashSetAsync(stop);
        if (!taken.Contains(wanted)) return wanted;
        for (var number = 2; ; number++)
            if (!taken.Contains($"{wanted}-{number}"))
                return $"{wanted}-{number}";
    }

    public static Task<bool> IsTakenAsync(OrionDb db, string slug, Guid? except, CancellationToken stop) =>
        db.Set<Product>().AnyAsync(p => p.Slug == slug && p.Id != except, stop);

    public static Refusal Refuse() =>
        new(409, "slug_taken", Taken, new Dictionary<string, string[]> { ["slug"] = [Taken] });

    /// <summary>Whether saving failed because somebody took the address in the same moment.</summary>
    public static bool IsCollision(DbUpdateException failed) =>
        failed.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, TableName: "products" };

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*\\z")]
    private static partial Regex Shape();
}
