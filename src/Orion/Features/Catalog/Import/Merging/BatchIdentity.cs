using System.Text.Json;
using Npgsql;
using Orion.Features.Catalog.Import.Reading;

namespace Orion.Features.Catalog.Import.Merging;

/// <summary>
/// Finds what the store has already of a batch. A product is the one of the same handle, to the letter, and a category the one of
/// the same name: an address is made of either and says nothing of what it is. Only a product that was made by hand, and has no
/// handle, is taken for the file's when its address is the handle itself; and one from before handles were kept by the row that claims it.
/// </summary>
/// <param name="command">Makes a command of the batch's transaction.</param>
/// <param name="store">Whose products they are.</param>
/// <param name="earlier">For which of the file's handles the store has an <see cref="EarlierProducts">earlier product</see>, and its handle so far.</param>
internal sealed class BatchIdentity(Func<string, object[], NpgsqlCommand> command, Guid store, IReadOnlyDictionary<string, string> earlier)
{
    private readonly Dictionary<Guid, List<ProductOption>> options = [];

    /// <summary>Says of each product which one it is, or at which free address it will be.</summary>
    public async Task FindProductsAsync(IReadOnlyList<ImportedProduct> products, CancellationToken stop)
    {
        Dictionary<string, (Guid Id, string Slug)> byHandle = new(StringComparer.Ordinal), byHand = new(StringComparer.Ordinal);
        HashSet<string> addressesOfOld = new(StringComparer.Ordinal);
        string[] handles = [.. products.Select(p => p.Handle), .. products.Select(p => earlier.GetValueOrDefault(p.Handle)).OfType<string>()];
        await using (var finding = command(ProductSql.Find, [store, handles, products.Select(p => p.Handle).ToArray()]))
        await using (var reader = await finding.ExecuteReaderAsync(stop))
            while (await reader.ReadAsync(stop))
            {
                var (id, slug) = (reader.GetGuid(0), reader.GetString(2));
                if (reader.IsDBNull(1)) byHand[slug] = (id, slug);
                else byHandle[reader.GetString(1)] = (id, slug);
                if (reader.GetBoolean(4) && !reader.IsDBNull(1)) addressesOfOld.Add(reader.GetString(1));
                options[id] = JsonSerializer.Deserialize<List<ProductOption>>(reader.GetString(3), JsonSerializerOptions.Web)!;
            }

        foreach (var product in products)
        {
            product.MarkNew(ProductReader.SlugOf(product.Handle, "product"));
            if (byHandle.TryGetValue(product.Handle, out var found))
                product.MatchTo(found.Id, found.Slug);
            else if (earlier.GetValueOrDefault(product.Handle) is { } address && addressesOfOld.Contains(address) && byHandle.TryGetValue(address, out found))
                product.MatchTo(found.Id, found.Slug, isEarlier: true);
            else if (byHand.TryGetValue(product.Handle, out found))
                product.MatchTo(found.Id, found.Slug, byHand: true);
        }

        var made = products.Where(p => p.IsNew).ToList();
        var slugs = await FreeSlugs.ChooseAsync(command, FreeSlugs.OfProducts, store, [.. made.Select(p => p.Slug)], stop);
        foreach (var (product, slug) in made.Zip(slugs)) product.Slug = slug;
    }

    /// <summary>Which of its variants the store has, for each product that it has.</summary>
    public async Task<Dictionary<Guid, VariantMatch>> MatchVariantsAsync(IReadOnlyList<ImportedProduct> products, CancellationToken stop)
    {
        Dictionary<Guid, List<StoredVariant>> stored = [];
        await using (var finding = command(VariantSql.Find, [store, products.Where(p => !p.IsNew).Select(p => p.Id).ToArray()]))
        await using (var reader = await finding.ExecuteReaderAsync(stop))
            while (await reader.ReadAsync(stop))
            {
                var product = reader.GetGuid(0);
                if (!stored.TryGetValue(product, out var variants)) stored[product] = variants = [];
                var chosen = JsonSerializer.Deserialize<Dictionary<string, string>>(reader.GetString(2), JsonSerializerOptions.Web)!;
                variants.Add(new StoredVariant(reader.GetGuid(1), new(ProductOption.Arrange(chosen, options[product])), reader.GetString(3)));
            }

        return products.Where(p => !p.IsNew).ToDictionary(p => p.Id, p => VariantMatch.Of(p, [.. options[p.Id].Select(o => o.Name)], stored.GetValueOrDefault(p.Id, [])));
    }

    /// <summary>The address of each category that the products name, and a key for those that there are not yet.</summary>
    public async Task<Dictionary<string, (string Slug, Guid? NewId)>> FindCategoriesAsync(IReadOnlyList<ImportedProduct> products, CancellationToken stop)
    {
        Dictionary<string, (string Slug, Guid? NewId)> found = new(StringComparer.Ordinal);
        string[] names = [.. products.Select(p => p.Category).OfType<string>().Where(c => c.Length > 0).Distinct(StringComparer.Ordinal)];
        if (names.Length == 0) return found;
        await using (var finding = command(ProductSql.FindCategories, [store, names]))
        await using (var reader = await finding.ExecuteReaderAsync(stop))
            while (await reader.ReadAsync(stop)) found[reader.GetString(0)] = (reader.GetString(1), null);

        string[] missing = [.. names.Where(n => !found.ContainsKey(n))];
        var slugs = await FreeSlugs.ChooseAsync(
            command, FreeSlugs.OfCategories, store, [.. missing.Select(n => ProductReader.SlugOf(n.ToLowerInvariant(), "category"))], stop);
        foreach (var (name, slug) in missing.Zip(slugs)) found[name] = (slug, Guid.CreateVersion7());
        return found;
    }
}
