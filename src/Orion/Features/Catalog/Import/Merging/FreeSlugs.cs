using Npgsql;

namespace Orion.Features.Catalog.Import.Merging;

/// <summary>Finds addresses that are free, for what an import makes anew: the wanted one, else with a number behind it.</summary>
internal static class FreeSlugs
{
    public const string OfProducts =
        """
        select slug from products where store_id = $1 and deleted_at is null
          and (slug = any($2) or exists (select 1 from unnest($3::text[]) as wanted where starts_with(slug, wanted || '-')))
        """;

    public const string OfCategories =
        """
        select slug from categories where store_id = $1
          and (slug = any($2) or exists (select 1 from unnest($3::text[]) as wanted where starts_with(slug, wanted || '-')))
        """;

    /// <summary>An address for each of those wanted, all different and none taken.</summary>
    /// <param name="taken">One of the statements above.</param>
    public static async Task<List<string>> ChooseAsync(
        Func<string, object[], NpgsqlCommand> command, string taken, Guid store, IReadOnlyList<string> wanted, CancellationToken stop)
    {
        HashSet<string> used = new(StringComparer.Ordinal);
        if (wanted.Count == 0) return [];
        await FindAsync([.. wanted.Distinct()], []);
        var repeated = wanted.GroupBy(w => w, StringComparer.Ordinal).Where(g => g.Count() > 1 || used.Contains(g.Key)).Select(g => g.Key).ToArray();
        if (repeated.Length > 0) await FindAsync([], repeated);

        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        return [.. wanted.Select(Choose)];

        async Task FindAsync(string[] exactly, string[] beginning)
        {
            await using var finding = command(taken, [store, exactly, beginning]);
            await using var reader = await finding.ExecuteReaderAsync(stop);
            while (await reader.ReadAsync(stop)) used.Add(reader.GetString(0));
        }

        string Choose(string slug)
        {
            if (used.Add(slug)) return slug;
            var number = numbers.GetValueOrDefault(slug, 2);
            while (!used.Add(Product.NumberedSlug(slug, number))) number++;
            numbers[slug] = number + 1;
            return Product.NumberedSlug(slug, number);
        }
    }
}
