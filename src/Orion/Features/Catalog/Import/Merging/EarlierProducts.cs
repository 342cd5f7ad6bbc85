using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Orion.Features.Catalog.Import.Merging;

/// <summary>
/// Products from before handles were kept: all that is known of what a file called them is the address that was made of it. Of a
/// file's handles the one that gives that address is taken for it, unless several do, or one is the address itself.
/// </summary>
internal static partial class EarlierProducts
{
    /// <summary>What a product's metadata has as long as its handle is only its address of old.</summary>
    public const string Mark = "handleIsAddress";

    /// <summary>The handle under which the store has a product, for each of the file's handles that is one of those.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> FindAsync(OrionDb db, Guid store, Staging staging, CancellationToken stop)
    {
        Dictionary<string, string?> claims = new(StringComparer.Ordinal);
        var found = await db.InTransactionAsync(
            () => db.Database.SqlQuery<string>(
                $"""
                select handle as "Value" from products
                where store_id = {store} and deleted_at is null and handle is not null and jsonb_exists(metadata, {Mark})
                """).ToListAsync(stop),
            stop);
        if (found.Count == 0) return new Dictionary<string, string>();
        var earlier = found.ToHashSet(StringComparer.Ordinal);
        await foreach (var handle in staging.HandlesAsync(stop))
            if (earlier.Contains(handle)) claims[handle] = null;
            else if (SlugOf(handle) is var slug && earlier.Contains(slug) && !claims.TryAdd(slug, handle)) claims[slug] = null;
        return claims.Where(c => c.Value is not null).ToDictionary(c => c.Value!, c => c.Key, StringComparer.Ordinal);
    }

    /// <summary>The address that was made of a handle then.</summary>
    internal static string SlugOf(string handle)
    {
        if (Kept().IsMatch(handle)) return handle;
        var slug = Product.SlugFrom(handle);
        if (handle.Any(char.IsAsciiLetterOrDigit)) return slug;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(handle)).AsSpan(0, 6));
        return slug.EndsWith(hash, StringComparison.Ordinal) ? slug : $"{slug}-{hash}";
    }

    [GeneratedRegex(@"^[a-z0-9_][a-z0-9_-]{0,254}\z")]
    private static partial Regex Kept();
}
