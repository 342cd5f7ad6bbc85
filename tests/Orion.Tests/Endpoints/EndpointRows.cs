using Orion.Tests.Fixtures;

namespace Orion.Tests.Endpoints;

/// <summary>
/// A row for every operation of the application. An endpoint without one fails the matrix: add it here when you add the endpoint.
/// Things: product variant image slug category shelf cart item number order store platform member role invitation invite key.
/// </summary>
public static class EndpointRows
{
    private static readonly object Refresh = new { refreshToken = "not-a-token" };

    /// <summary>Endpoints that belong to no face, by pattern, and why they may be open.</summary>
    public static readonly IReadOnlyDictionary<string, string> WithoutFace = new Dictionary<string, string>
    {
        ["/api/openapi.json"] = "Describes the API; no data.",
        ["/api/{documentName}.json"] = "Describes the API; no data.",
        ["/api/docs"] = "Describes the API; no data.",
        ["/.well-known/jwks.json"] = "The public keys by which anyone can verify an access token.",
        ["/health"] = "For balancers.",
        ["/health/live"] = "For balancers.",
        ["/health/ready"] = "For balancers.",
        ["/metrics"] = "For the operator's collector; labels name no store.",
        ["/media/{name}"] = "Pictures of the host's own store, by unguessable keys.",
        ["/"] = "A platform's own page; what it lists is public.",
        ["/favicon.{version}.svg"] = "The look of the host's own store.",
        ["/theme.{version}.css"] = "The look of the host's own store."
    };

    public static readonly IReadOnlyList<EndpointRow> All =
    [
        // Signing in
        .. new[] { ("shop", "carol@example.test"), ("store", "owner@acme.test"), ("admin", "ada@harbour.test") }.SelectMany(SigningIn),
        new("GET shop /account"),
        new("GET shop /login/code"),
        new("POST shop /login/code", Body: new { email = "carol@example.test" }),
        new("POST shop /auth/code", Body: new { email = "carol@example.test" }),
        new("GET shop /login/code/confirmation"),
        new("POST shop /login/code/confirmation", Body: new { code = "123456" }) { Served = [422] },
        new("POST shop /auth/code/confirmation", Body: new { challenge = "none", code = "123456" }) { Served = [422] },
        new("GET shop /signup"),
        new("POST shop /signup", Body: SigningUp),
        new("POST shop /auth/signup", Body: SigningUp),
        new("GET store /account"),
        new("GET admin /account"),
        .. new[] { "store", "admin" }.SelectMany(SecondFactor),

        // Catalogue
        new("GET shop /"),
        new("GET shop /products"),
        new("GET shop /products/{slug}", "slug=slug"),
        new("GET shop /categories"),
        new("GET shop /categories/{slug}", "slug=shelf"),
        new("GET store /products"),
        new("GET store /products/new"),
        new("POST store /products", Body: new
        {
            name = "Bowl", status = "draft",
            variants = new[] { new { sku = "BOWL", price = new { amount = "12" }, stock = 3 } }
        }),
        new("GET store /products/{id}", "id=product"),
        new("PATCH store /products/{id}", "id=product", new { name = "A better thing" }),
        new("DELETE store /products/{id}", "id=product"),
        new("DELETE store /products/{id}/deletion", "id=deleted"),
        new("PATCH store /products/{id}/variants/{variantId}", "id=product variantId=variant", new { sku = "BETTER" }),
        new("DELETE store /products/{id}/variants/{variantId}", "id=product variantId=variant"),
        new("GET store /products/{id}/variants/{variantId}/removal", "id=product variantId=variant"),
        new("POST store /products/{id}/images", "id=product") { Upload = true },
        new("PATCH store /products/{id}/images/{imageId}", "id=product imageId=image", new { alt = "A better picture" }),
        new("DELETE store /products/{id}/images/{imageId}", "id=product imageId=image"),

        // Carts and orders
        new("POST shop /carts"),
        new("GET shop /carts/{token}", "token=cart"),
        new("POST shop /carts/{token}/items", "token=cart", new { variantId = "$variant", quantity = 1 }),
        new("PATCH shop /carts/{token}/items/{itemId}", "token=cart itemId=item", new { quantity = 2 }),
        new("DELETE shop /carts/{token}/items/{itemId}", "token=cart itemId=item"),
        new("GET shop /carts/{token}/shipping-methods", "token=cart") { Query = "?country=US" },
        new("POST shop /carts/{token}/order", "token=cart", Checkout),
        new("GET shop /orders/{token}", "token=order"),
        new("POST shop /payments/test/webhook", Body: new { chargeId = "$cart", status = "approved" }) { Served = [401] },
        new("GET shop /account/orders"),
        new("GET shop /cart"),
        new("POST shop /cart/items", Body: new { variantId = "$variant", quantity = 1 }) { InCart = true },
        new("PATCH shop /cart/items/{itemId}", "itemId=item", new { quantity = 2 }) { InCart = true },
        new("DELETE shop /cart/items/{itemId}", "itemId=item") { InCart = true },
        new("GET shop /countries"),
        new("GET shop /address-format") { Query = "?country=US" },
        new("GET shop /checkout") { InCart = true },
        new("POST shop /checkout/address", Body: Checkout) { InCart = true },
        new("POST shop /checkout", Body: Checkout) { InCart = true },
        new("GET store /"),
        new("GET store /orders"),
        new("GET store /orders/{number}", "number=number"),
        new("POST store /orders/{number}/mails", "number=number", new { email = "grace@example.test" }),
        new("POST store /orders/{number}/fulfillments", "number=number", new { carrier = "Ship" }),

        // Support access
        .. new[] { "/settings/support", "/support-access" }.SelectMany(Support),
        new("GET store /support-entry"),
        new("POST store /support-entry", Body: new { ticket = "no-such-ticket" }) { Served = [422] },
        new("POST store /auth/support", Body: new { ticket = "no-such-ticket" }) { Served = [422] },
        new("GET store /support-ended"),
        new("GET admin /support"),
        new("GET admin /stores/{id}/support", "id=store"),
        new("POST admin /stores/{id}/support", "id=store", new { @as = "$boss", reason = "A customer is charged twice." }),
        new("GET admin /stores/{id}/support/break-glass", "id=store"),
        new("POST admin /stores/{id}/support/break-glass", "id=store", new { @as = "$boss", reason = "Orders go to the wrong address." }),
        // 403: it is Ada's.
        new("DELETE admin /stores/{id}/support/{access}", "id=home access=access") { Served = [200, 303, 403] },
        new("POST admin /stores/{id}/support/{access}/entry", "id=home access=access") { Served = [200, 403] },

        // The log
        new("GET store /audit"),
        new("GET store /audit/{id}", "id=entry"),
        new("GET store /audit/export") { IsFile = true },
        new("GET admin /audit"),
        new("GET admin /audit/{id}", "id=entry"),
        new("GET admin /audit/export") { IsFile = true },
        // Team, roles and keys, each as a page among the settings and on the API
        .. new[] { "/settings/team", "/team" }.SelectMany(Team),
        .. new[] { "/settings/roles", "/roles" }.SelectMany(Roles),
        .. new[] { "/settings/api-keys", "/api-keys" }.SelectMany(Keys),
        new("GET store /settings/roles/new"),
        new("POST store /settings/roles/{id}/removal", "id=role", new { moveTo = "staff" }),
        new("DELETE store /roles/{id}", "id=role"),
        new("GET store /ownership"),
        new("POST store /ownership/acceptance") { Served = [404] },
        new("DELETE store /ownership") { Served = [200, 303, 404] },
        new("GET store /invitations/{token}", "token=invite"),
        new("POST store /invitations/{token}", "token=invite", new { name = "Nora New", password = "four words in a row" }),

        // The operator's console
        new("GET admin /"),
        new("GET admin /stores"),
        new("GET admin /stores/new"),
        new("POST admin /stores", Body: new
        {
            platform = "harbour", code = "$code", name = "Dune", currency = "USD", culture = "en-US", timeZone = "America/New_York", country = "US",
            ownerEmail = "dora@example.test", ownerName = "Dora", ownerPassword = World.Password
        }),
        new("GET admin /stores/{id}", "id=store"),
        new("POST admin /stores/{id}/suspension", "id=store", new { reason = "Unpaid." }),
        new("DELETE admin /stores/{id}/suspension", "id=store") { Served = [200, 303, 409] },
        new("GET admin /users"),
        new("GET admin /users/new"),
        new("GET admin /users/{id}", "id=colleague"),
        new("POST admin /users", Body: new { email = "$code@example.test", name = "Nell New", role = "support" }),
        new("PATCH admin /users/{id}", "id=colleague", new { role = "auditor" }),
        new("POST admin /users/{id}/mail", "id=newcomer"),
        new("DELETE admin /users/{id}/access", "id=colleague"),
        new("PUT admin /users/{id}/access", "id=outsider"),
        new("POST admin /users/{id}/second-factor-reset", "id=colleague", new { reason = "Lost the phone." }),
        new("GET admin /platforms"),
        new("GET admin /platforms/{id}", "id=platform"),
        // 409: a module that everything stands on; ModuleSwitchTests switch those that can be.
        new("PUT admin /platforms/{id}/modules/{code}", "id=platform code=module") { Served = [409] },
        new("DELETE admin /platforms/{id}/modules/{code}", "id=platform code=module") { Served = [409] }
    ];

    private static object SigningUp => new { name = "Dan Doe", email = "dan@example.test", password = "words that nobody guesses" };

    private static object NoLink => new { token = "no-such-token", password = "words that nobody guesses" };

    private static object Checkout => new // A property, because the rows above are made first.
    {
        email = "shopper@example.test",
        shippingAddress = new { name = "A Shopper", line1 = "1 Long Street", city = "Springfield", postalCode = "12345", region = "IL", country = "US" },
        shippingMethod = "standard",
        payment = new { provider = "test" }
    };

    private static EndpointRow[] Support(string at) =>
    [
        new($"GET store {at}"),
        new($"POST store {at}/{{id}}/approval", "id=request", new { hours = 4 }),
        new($"POST store {at}/{{id}}/refusal", "id=request"),
        new($"DELETE store {at}/{{id}}", "id=access")
    ];

    // 409: the matrix makes more keys and invitations than one store may have at once.
    private static EndpointRow[] Team(string at) =>
    [
        new($"GET store {at}"),
        new($"PATCH store {at}/{{id}}", "id=member", new { role = "viewer" }),
        new($"DELETE store {at}/{{id}}", "id=member"),
        new($"POST store {at}/invitations", Body: new { email = "nora@example.test", role = "staff" }) { Served = [201, 303, 409, 429] },
        new($"POST store {at}/invitations/{{id}}/mail", "id=invitation"),
        new($"DELETE store {at}/invitations/{{id}}", "id=invitation"),
        new($"POST store {at}/{{id}}/ownership", "id=member", new { stay = true }),
        // Whoever really left could not call what comes next.
        new($"POST store {at}/departure", Body: new { sure = false }) { Served = [422] }
    ];

    private static EndpointRow[] Roles(string at) =>
    [
        new($"GET store {at}"),
        new($"GET store {at}/{{id}}", "id=role"),
        new($"POST store {at}", Body: new { name = "Packers", permissions = new[] { "orders.view" } }) { Served = [201, 303, 422] },
        new($"PATCH store {at}/{{id}}", "id=role", new { description = "They pack." })
    ];

    private static EndpointRow[] Keys(string at) =>
    [
        new($"GET store {at}"),
        new($"POST store {at}", Body: new { name = "Till", permissions = new[] { "orders.view" } }) { Served = [200, 201, 409] },
        new($"POST store {at}/{{id}}/rotation", "id=key", new { overlapHours = 1 }),
        new($"DELETE store {at}/{{id}}", "id=key")
    ];

    private static EndpointRow[] SecondFactor(string face)
    {
        var proof = new { password = "not-the-password", code = "123456" };
        return
        [
            new($"GET {face} /login/second-factor"),
            new($"POST {face} /login/second-factor", Body: new { code = "123456" }),
            new($"POST {face} /auth/second-factor", Body: new { challenge = "no-such-challenge", code = "123456" }) { Served = [401] },
            new($"GET {face} /account/second-factor"),
            new($"POST {face} /account/second-factor", Body: new { password = World.Password }),
            new($"PUT {face} /account/second-factor", Body: new { code = "123456" }) { Served = [409, 422] },
            new($"DELETE {face} /account/second-factor", Body: proof) { Served = [422] },
            new($"POST {face} /account/second-factor/recovery-codes", Body: proof) { Served = [422] }
        ];
    }

    private static EndpointRow[] SigningIn((string Face, string Email) at)
    {
        var credentials = new { email = at.Email, password = "not-the-password" };
        return
        [
            new($"GET {at.Face} /login"),
            new($"POST {at.Face} /login", Body: credentials) { Served = [303, 422] }, // 303: whoever is signed in already is sent on.
            new($"POST {at.Face} /logout"),
            new($"POST {at.Face} /auth/login", Body: credentials) { Served = [401] },
            new($"POST {at.Face} /auth/refresh", Body: Refresh) { Served = [401] },
            new($"POST {at.Face} /auth/logout", Body: Refresh),
            new($"GET {at.Face} /password-reset"),
            new($"POST {at.Face} /password-reset", Body: new { email = at.Email }),
            new($"POST {at.Face} /auth/password-reset", Body: new { email = at.Email }),
            new($"PUT {at.Face} /auth/password-reset", Body: NoLink) { Served = [422] },
            new($"GET {at.Face} /password"),
            new($"POST {at.Face} /password", Body: NoLink) { Served = [422] },
            new($"GET {at.Face} /email-confirmation"),
            new($"POST {at.Face} /email-confirmation", Body: NoLink) { Served = [422] },
            new($"GET {at.Face} /account/password"),
            new($"POST {at.Face} /account/password", Body: new { currentPassword = "not-the-password", newPassword = "some other words" }) { Served = [422] },
            new($"GET {at.Face} /account/email"),
            new($"POST {at.Face} /account/email", Body: new { email = "other@example.test", password = "not-the-password" }) { Served = [422] },
            new($"POST {at.Face} /account/email-verification"),
            new($"GET {at.Face} /auth/sessions"),
            new($"DELETE {at.Face} /auth/sessions"),
            new($"DELETE {at.Face} /auth/sessions/{{id}}", $"id={at.Face}session") { Served = [204, 404] },
            new($"DELETE {at.Face} /account/sessions"),
            new($"DELETE {at.Face} /account/sessions/{{id}}", $"id={at.Face}session") { Served = [303, 404] }
        ];
    }

    /// <summary>The row of an operation, or null.</summary>
    public static EndpointRow? Find(string operation) => ByOperation.GetValueOrDefault(operation);

    private static readonly Dictionary<string, EndpointRow> ByOperation = All.ToDictionary(r => r.Operation);
}
