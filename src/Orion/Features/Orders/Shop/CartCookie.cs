using Orion.Features.Orders.Carts;

namespace Orion.Features.Orders.Shop;

/// <summary>The shopper's cart as the browser knows it: a random token in a cookie.</summary>
internal static class CartCookie
{
    /// <summary>The token of the shopper's open cart; of a new one where there is none.</summary>
    public static async Task<string> OpenAsync(HttpContext http, OrionDb db, RequestContext request, CancellationToken stop)
    {
        var token = request.CartToken;
        if (await CartDoor.FindAsync(db, request, token, stop) is not { OrderedAt: null })
            token = (await OpenCart.RunAsync(db, request, stop)).Token;
        request.CartToken = token;
        http.Response.Cookies.Append(CookieNames.Cart(request), token!, CookieNames.Options(Cart.Life));
        return token!;
    }

    /// <summary>The browser forgets the cart: it became an order.</summary>
    public static void Forget(HttpContext http, RequestContext request) =>
        http.Response.Cookies.Delete(CookieNames.Cart(request), CookieNames.Options(null));
}
