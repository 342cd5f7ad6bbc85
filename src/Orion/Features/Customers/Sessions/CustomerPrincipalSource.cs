using Orion.Framework.Auth;
using Orion.Framework.Auth.Sessions;
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
        var customer = await db.Set<CustomerSession>().AsNoTracking().Live(now)
            .Where(s => s.Id == claims.Session && s.CustomerId == claims.Subject)
            .Join(db.Set<Customer>(), s => s.CustomerId, c => c.Id, (_, c) => new { c.Id, c.Name, c.Email })
            .FirstOrDefaultAsync(stop);
        return customer is null ? null : new CustomerPrincipal(customer.Id, claims.Session, store, customer.Name, customer.Email);
    }
}

/// <summary>The way to signing in, or to one's account, in the shop's header.</summary>
public sealed class CustomerChrome(RequestContext request) : IShopChromePart
{
    public ValueTask FillAsync(ShopChrome chrome, CancellationToken stop)
    {
        chrome.CustomerName = (request.Principal as CustomerPrincipal)?.Name;
        chrome.AccountHref = request.Href.Shop(chrome.CustomerName is null ? "/login" : "/account");
        return ValueTask.CompletedTask;
    }
}
