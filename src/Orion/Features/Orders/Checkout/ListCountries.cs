using Orion.Framework.Regions;

namespace Orion.Features.Orders.Checkout;

/// <summary>All countries, by name, and whether the store ships there.</summary>
public sealed record ListCountries
{
    /// <summary>The countries, the store's own first, then by name.</summary>
    public sealed record Result(IReadOnlyList<Row> Items);

    /// <summary>A country.</summary>
    /// <param name="Code">ISO 3166-1 alpha-2.</param>
    /// <param name="IsShippedTo">Whether a shipping method goes there.</param>
    public sealed record Row(string Code, string Name, bool IsShippedTo);

    public static async Task<Result> RunAsync(OrionDb db, RequestContext request, CancellationToken stop)
    {
        var offer = await ShippingOffer.ReadAsync(db, request, stop);
        return new Result(
        [
            .. Countries.All.OrderByDescending(c => c.Country == request.Store.Country)
                .Select(c => new Row(c.Country, c.CountryName, offer.To(c.Country).Any()))
        ]);
    }
}
