using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Orion.Features.Core;
using Orion.Features.Core.Sessions;
using Orion.Features.Customers.Sessions;
using Orion.Features.Support;
using Orion.Framework.Audit;
using Orion.Framework.Auth;
using Orion.Framework.Auth.Sessions;
using Orion.Framework.Database;
using Orion.Framework.Web;

namespace Orion.Tests.Fixtures;

/// <summary>Makes clients: the host they call, the cookies or token they carry.</summary>
internal sealed class Clients(OrionApp app, HttpMessageHandler server, Uri? listening)
{
    private readonly Dictionary<Guid, Guid> grants = [];
    /// <summary>One key a store, for all who call as its program.</summary>
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, string> keys = new(StringComparer.Ordinal);

    /// <summary>A browser: keeps cookies, says where its requests come from.</summary>
    public HttpClient Page(string host, Face face, string? store, Who who) => Make(host, new Browser(async () =>
        who == Who.Nobody
            ? null
            : ($"__Host-orion-{(who == Who.Inside && face == Face.Store ? "support" : face.ToString().ToLowerInvariant())}", await TokenAsync(who, store, Door.Page))));

    /// <summary>A program: no cookies, a bearer token.</summary>
    public HttpClient Api(string host, string? store, Who who) => Make(host, new Bearer(async () =>
        who == Who.Nobody ? null : await TokenAsync(who, store, Door.Api)));

    /// <summary>Sends exactly what it is given: no cookies, no token, no word of where it comes from.</summary>
    public HttpClient Raw(string host) => Make(host, new Bearer(() => Task.FromResult<string?>(null)));

    /// <summary>A token for someone, with a session of its own in the database.</summary>
    public async Task<string> TokenAsync(Who who, string? store, Door door)
    {
        var face = who switch { Who.Admin or Who.Helper or Who.Auditor => Face.Admin, Who.Customer => Face.Shop, _ => Face.Store };
        var at = store is null ? null : app.World[store];
        var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var life = TimeSpan.FromDays(1);
        if (who == Who.Key)
        {
            if (keys.TryGetValue(at!.Code, out var made)) return made;
            var key = ApiKey.Make("Program", ["orders.*", "products.view"], at.Owner.Id, now, null, out var text);
            await SaveAsync(at.Id, key);
            return keys.GetOrAdd(at.Code, text);
        }

        TokenClaims claims;
        if (who == Who.Customer)
        {
            var session = CustomerSession.Begin(at!.Carol.Id, new SessionStart(now, life));
            await SaveAsync(at.Id, session);
            claims = new(at.Carol.Id, session.Id, at.Id);
        }
        else
        {
            var user = who switch
            {
                Who.Admin => app.World.Ada,
                Who.Helper or Who.Inside => app.World.Sol,
                Who.Auditor => app.World.Aude,
                Who.Owner => at!.Owner,
                _ => at!.Staff
            };
            var grant = who == Who.Inside ? await GrantAsync(at!, now) : (Guid?)null;
            var session = UserSession.Begin(user.Id, face, face == Face.Store ? at!.Id : null, new SessionStart(now, life), grant);
            await SaveAsync(at?.Id ?? Guid.Empty, session);
            claims = new(user.Id, session.Id, face == Face.Store ? at!.Id : null, grant);
        }

        return await app.Services.GetRequiredService<AccessTokens>().IssueAsync(face, door, claims, TestContext.Current.CancellationToken);
    }

    /// <summary>One for each store, so that a later client changes nothing there.</summary>
    private async Task<Guid> GrantAsync(StoreWorld store, DateTimeOffset now)
    {
        if (grants.TryGetValue(store.Id, out var known)) return known;
        var grant = SupportGrant.Ask(
            store.Id, new Actor(ActorKind.Admin, app.World.Sol.Id, app.World.Sol.Name), new ActedFor(store.Owner.Id, store.Owner.Name), "A test.", now);
        grant.Answer(24, store.Owner.Name, now);
        await SaveAsync(store.Id, grant);
        return grants[store.Id] = grant.Id;
    }

    private Task<int> SaveAsync(Guid store, object session) => app.Make.InStoreAsync(store, db =>
    {
        db.Add(session);
        return db.SaveChangesAsync(TestContext.Current.CancellationToken);
    });

    private HttpClient Make(string host, DelegatingHandler carrier)
    {
        carrier.InnerHandler = new Address(listening) { InnerHandler = new Unowned(server) };
        return new HttpClient(carrier, disposeHandler: true) { BaseAddress = new Uri($"https://{host}/") };
    }

    /// <summary>Keeps cookies by name, for one host alone, Secure ones too; and says <c>same-origin</c> as a browser would.</summary>
    private sealed class Browser(Func<Task<(string Name, string Value)?>> signIn) : DelegatingHandler
    {
        private readonly Dictionary<string, string> cookies = new(StringComparer.Ordinal);
        private bool signedIn;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (!signedIn && await signIn() is { } session) cookies[session.Name] = session.Value;
            signedIn = true;
            var more = request.Headers.TryGetValues("Cookie", out var given) ? given : [];
            request.Headers.Remove("Cookie");
            if (string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}").Concat(more)) is { Length: > 0 } all)
                request.Headers.Add("Cookie", all);
            var isSafe = request.Method == HttpMethod.Get || request.Method == HttpMethod.Head || request.Method == HttpMethod.Options;
            if (!isSafe && !request.Headers.Contains("Sec-Fetch-Site") && !request.Headers.Contains("Origin"))
                request.Headers.Add("Sec-Fetch-Site", "same-origin");
            var response = await base.SendAsync(request, cancellationToken);
            if (response.Headers.TryGetValues("Set-Cookie", out var set)) Keep(set);
            return response;
        }

        private void Keep(IEnumerable<string> set)
        {
            foreach (var cookie in set.Select(s => Microsoft.Net.Http.Headers.SetCookieHeaderValue.Parse(s)))
                if (cookie.MaxAge <= TimeSpan.Zero || cookie.Expires < TimeProvider.System.GetUtcNow()) cookies.Remove(cookie.Name.ToString());
                else cookies[cookie.Name.ToString()] = cookie.Value.ToString();
        }
    }

    private sealed class Bearer(Func<Task<string?>> signIn) : DelegatingHandler
    {
        private string? token;
        private bool signedIn;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (!signedIn) token = await signIn();
            signedIn = true;
            if (token is not null && request.Headers.Authorization is null)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return await base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>Sends what is meant for a host to where the application really listens.</summary>
    private sealed class Address(Uri? listening) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (listening is not null)
            {
                request.Headers.Host ??= request.RequestUri!.Host;
                request.RequestUri = new Uri(listening, request.RequestUri!.PathAndQuery);
            }

            return base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>All clients share one handler, so none of them may dispose it.</summary>
    private sealed class Unowned(HttpMessageHandler server) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker invoker = new(server, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            invoker.SendAsync(request, cancellationToken);
    }
}
