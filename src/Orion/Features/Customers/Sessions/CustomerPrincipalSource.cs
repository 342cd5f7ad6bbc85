using Orion.Framework.Auth;
using Orion.Framework.Web.Shell;

namespace Orion.Features.Customers.Sessions;

/// <summary>Knows the customers of the request's store.</summary>
public sealed class CustomerPrincipalSource(OrionDb db, TimeProvider clock) : IPrincipalSource
{
    public Face Face => Face.Shop;

    public async Task<Principal?> FindAsync(TokenClaims claims, CancellationToken stop)
    {
        // Tokens of other stores don't come this far, and the database shows this store's rows alone.
        if (claims.Store is not { } store || store != db.StoreId) return null;
        var now = clock.GetUtcNow();
        var customer = await db.Set<CustomerSession>().AsNoTracking()
            .Where(s => s.Id == claims.Session && s.CustomerId == claims.Subject && s.RevokedAt == null && s.ExpiresAt > now)
            .Join(db.Set<Customer>(), s => s.CustomerId, c => c.Id, (_, c) => new { c.Id, c.Name, c.Email })
            .FirstOrDefaultAsync(stop);
        return customer is null ? null : new CustomerPrincipal(customer.Id, claims.Session, store, customer.Name, customer.Email);
    }
}

/// <summary>Says in the shop's header who is signed in.</summary>
public sealed class CustomerChrome(RequestContext request) : IShopChromePart
{
    public ValueTask FillAsync(ShopChrome chrome, CancellationToken stop)
    {
        if (request.Principal is CustomerPrincipal customer) chrome.CustomerName = customer.Name;
        return ValueTask.CompletedTask;
    }
}
