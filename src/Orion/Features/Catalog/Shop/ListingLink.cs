namespace Orion.Features.Catalog.Shop;

/// <summary>The address of a page of a listing.</summary>
public static class ListingLink
{
    /// <summary>The page behind <paramref name="cursor"/>, or the first one; without what is as usual.</summary>
    public static string To(Href href, Listing listing, string? cursor)
    {
        List<string> query = [];
        if (listing.Query is { } words) query.Add("q=" + Uri.EscapeDataString(words));
        if (listing.Query is not null && listing.Asked is { Length: > 0 } asked) query.Add("category=" + Uri.EscapeDataString(asked));
        if (listing.Sort != ListingSort.Newest) query.Add("sort=" + Uri.EscapeDataString(listing.Sort));
        if (cursor is not null) query.Add("cursor=" + cursor);
        var path = listing is { Query: null, Category: { } shelf } ? "/categories/" + shelf.Slug : "/products";
        return href.Shop(path) + (query.Count > 0 ? "?" + string.Join('&', query) : "");
    }
}
