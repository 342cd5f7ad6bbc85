using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Orion.Framework.Modules;
using Orion.Framework.Web;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Endpoints;

/// <summary>Every endpoint of the running application, called by everybody about everybody's things.</summary>
public sealed class EndpointMatrixTests(OrionApp app) : IClassFixture<OrionApp>
{
    private readonly ModuleRegistry modules = app.Services.GetRequiredService<ModuleRegistry>();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_endpoint_has_a_row_and_every_row_an_endpoint()
    {
        var mapped = MappedEndpoint.All(app).Select(e => e.Operation).Distinct().ToList();
        Assert.Empty(mapped.Except(EndpointRows.All.Select(r => r.Operation)));
        Assert.Empty(EndpointRows.All.Select(r => r.Operation).Except(mapped).Order());
    }

    [Fact]
    public void Every_row_names_each_parameter_of_its_address()
    {
        foreach (var endpoint in MappedEndpoint.All(app))
            Assert.Equal(
                MappedEndpoint.Parameter().Matches(endpoint.Pattern).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal),
                EndpointRows.Find(endpoint.Operation)!.Parameters.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_belongs_to_no_face_is_listed_with_its_reason() =>
        Assert.Empty(app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<Mount>() is null)
            .Select(e => MappedEndpoint.Parameter().Replace("/" + e.RoutePattern.RawText!.Trim('/'), "{$1}"))
            .Where(p => !p.StartsWith("/assets/", StringComparison.Ordinal) && p != "/{path}")
            .Except(EndpointRows.WithoutFace.Keys));

    [Fact]
    public Task Everybody_gets_what_they_may_and_nothing_else() => ForEachAsync(async (endpoint, row, wrong) =>
    {
        var things = await Things.MakeAsync(app, "acme");
        foreach (var caller in Caller.All)
        {
            using var client = caller.At(app, endpoint.HostFor(app.World["acme"]), endpoint);
            using var response = await client.SendAsync(row.Ask(endpoint, things), Stop);
            var expected = Expected(endpoint, row, caller);
            if (!expected.Fits(response)) wrong($"{caller}: expected {expected.Words}, got {Words(response)}");
            if (endpoint.Mount.Face != Face.Admin && await Mentions(response, "birch")) wrong($"{caller}: the answer speaks of Birch");
            // What a write has changed, deleted or ordered is not there for the next caller.
            if (endpoint.Method != "GET" && expected.IsServed) things = await Things.MakeAsync(app, "acme");
        }
    });

    [Fact]
    public async Task A_foreign_thing_is_a_missing_thing_byte_for_byte()
    {
        var before = await FingerprintAsync("birch");
        var foreign = await Things.MakeAsync(app, "birch");
        var made = await FingerprintAsync("birch");
        var own = await Things.MakeAsync(app, "acme");
        await ForEachAsync(async (endpoint, row, wrong) =>
        {
            if (endpoint.Mount.Face == Face.Admin) return;
            foreach (var caller in Caller.LetIn(endpoint, modules))
                foreach (var slot in row.Parameters.Values.Concat(row.InBody))
                {
                    var missing = Things.Missing();
                    using var client = caller.At(app, app.World["acme"].Host, endpoint);
                    var toForeign = await SeeAsync(client, row.Ask(endpoint, own.With(slot, foreign)), foreign[slot]);
                    var toMissing = await SeeAsync(client, row.Ask(endpoint, own.With(slot, missing)), missing[slot]);
                    if (toForeign != toMissing) wrong($"{caller} {slot}: foreign\n{toForeign}\nmissing\n{toMissing}");
                    if (row.Parameters.Values.Contains(slot) && !toForeign.StartsWith("404", StringComparison.Ordinal)) wrong($"{slot}: {toForeign}");
                    if (!toForeign.StartsWith('4')) wrong($"{slot}: {toForeign}");
                }
        });
        Assert.NotEqual(before, made);
        Assert.Equal(made, await FingerprintAsync("birch"));
    }

    [Fact]
    public async Task On_a_foreign_host_a_token_and_a_thing_are_worth_nothing()
    {
        var things = await Things.MakeAsync(app, "acme");
        // Keys, grants and sessions are made now, not while nothing may change.
        foreach (var door in (Door[])[Door.Api, Door.Page])
            foreach (var caller in Caller.All.Where(c => c.Store == "acme" && c.Who != Who.Nobody && (c.Who != Who.Key || door == Door.Api)))
                await app.Clients.TokenAsync(caller.Who, "acme", door);
        var before = await FingerprintAsync("acme");
        await ForEachAsync(async (endpoint, row, wrong) =>
        {
            if (endpoint.Mount.Face == Face.Admin || row.Parameters.Count == 0) return;
            foreach (var caller in Caller.LetIn(endpoint, modules))
                foreach (var (host, prefix) in ((string, string)[])
                    [(app.World["birch"].Host, ""), (app.World["cedar"].Host, ""), (World.Harbour, "/stores/birch"), (World.Lagoon, ""), ("nobody.example", "")])
                {
                    using var client = caller.At(app, host, endpoint);
                    using var request = row.Ask(endpoint, things);
                    if (prefix.Length > 0) request.RequestUri = new Uri(prefix + endpoint.Mount switch
                    {
                        { Door: Door.Page, Face: Face.Shop } => "/shop",
                        _ => ""
                    } + request.RequestUri!.OriginalString, UriKind.Relative);
                    using var response = await client.SendAsync(request, Stop);
                    if (!Refuses(response)) wrong($"at {host}{prefix}: {Words(response)}");
                    if (await Mentions(response, "acme")) wrong($"at {host}{prefix}: the answer speaks of Acme");
                }
        });
        Assert.Equal(before, await FingerprintAsync("acme"));
    }

    [Fact]
    public Task A_token_of_one_door_is_nothing_at_the_other() => ForEachAsync(async (endpoint, row, wrong) =>
    {
        if (endpoint.Access.Permission is null) return;
        var who = endpoint.Mount.Face switch { Face.Admin => Who.Admin, Face.Shop => Who.Customer, _ => Who.Owner };
        var other = endpoint.Mount.Door == Door.Api ? Door.Page : Door.Api;
        var token = await app.Clients.TokenAsync(who, endpoint.Mount.Face == Face.Admin ? null : "acme", other);
        using var client = new Caller(Who.Nobody, null).At(app, endpoint.HostFor(app.World["acme"]), endpoint);
        foreach (var asCookie in (bool[])[true, false])
        {
            using var request = row.Ask(endpoint, await Things.MakeAsync(app, "acme"));
            if (asCookie) request.Headers.Add("Cookie", $"__Host-orion-{endpoint.Mount.Face.ToString().ToLowerInvariant()}={token}");
            else request.Headers.Authorization = new("Bearer", token);
            using var response = await client.SendAsync(request, Stop);
            if (!Refuses(response)) wrong($"{(asCookie ? "cookie" : "bearer")}: {Words(response)}");
        }
    });

    private Expectation Expected(MappedEndpoint endpoint, EndpointRow row, Caller caller)
    {
        var known = caller.IsKnownTo(endpoint, "acme");
        var api = endpoint.Mount.Door == Door.Api;
        if (!known && api && (caller.Who != Who.Nobody || endpoint.Access.Permission is not null))
            return new("401", r => r.StatusCode == HttpStatusCode.Unauthorized);
        if (endpoint.Access.Permission is not { } permission || (known && caller.MayUse(endpoint, permission, modules)))
            return row.Served.Length > 0
                ? new(string.Join("/", row.Served), r => row.Served.Contains((int)r.StatusCode), true)
                : new("success", r => (int)r.StatusCode is >= 200 and < 400 && !IsToLogin(r, endpoint), true);
        return known ? new("403", r => r.StatusCode == HttpStatusCode.Forbidden) : new("the way to sign in", r => IsToLogin(r, endpoint));
    }

    private static bool IsToLogin(HttpResponseMessage response, MappedEndpoint endpoint) =>
        response.StatusCode == HttpStatusCode.Found && endpoint.Access.Permission is not null
        && (response.Headers.Location!.OriginalString.Contains("/login", StringComparison.Ordinal)
            || response.Headers.Location.OriginalString.EndsWith("/support-ended", StringComparison.Ordinal));

    private static bool Refuses(HttpResponseMessage response) =>
        (int)response.StatusCode is 401 or 403 or 404
        || (response.StatusCode == HttpStatusCode.Found
            && (response.Headers.Location!.OriginalString.Contains("/login", StringComparison.Ordinal)
                || response.Headers.Location.OriginalString.EndsWith("/support-ended", StringComparison.Ordinal)));

    private static string Words(HttpResponseMessage response) =>
        $"{(int)response.StatusCode} {response.Headers.Location} {response.Content.ReadAsStringAsync(Stop).Result[..Math.Min(300, response.Content.ReadAsStringAsync(Stop).Result.Length)]}";

    private static async Task<bool> Mentions(HttpResponseMessage response, string store) =>
        (await response.TextAsync()).Contains(store, StringComparison.OrdinalIgnoreCase);

    /// <summary>Status, headers and body of an answer, without the one name that was asked for.</summary>
    private static async Task<string> SeeAsync(HttpClient client, HttpRequestMessage request, string asked)
    {
        request.Headers.Add("X-Correlation-Id", "the-same-for-both");
        using var response = await client.SendAsync(request, Stop);
        var headers = response.Headers.Concat(response.Content.Headers).Where(h => h.Key != "Date")
            .OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key}: {string.Join(", ", h.Value)}");
        return $"{(int)response.StatusCode}\n{string.Join("\n", headers)}\n\n{await response.TextAsync()}"
            .Replace(asked, "ASKED", StringComparison.Ordinal);
    }

    /// <summary>All rows of a store in all tables but those of sign-ins, as one hash.</summary>
    private async Task<string> FingerprintAsync(string store)
    {
        var tables = await TestDatabase.ListAsync(app.Database.Admin,
            """
            select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'store_id'
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'customer_sessions' order by 1
            """);
        return await TestDatabase.AskAsync(app.Database.Platform, "select md5(concat_ws(',', " + string.Join(", ", tables.Select(t =>
            $"(select string_agg(t::text, ',' order by t::text) from {t} t where store_id = '{app.World[store].Id}')")) + "))");
    }

    private async Task ForEachAsync(Func<MappedEndpoint, EndpointRow, Action<string>, Task> check)
    {
        List<string> wrong = [];
        foreach (var endpoint in MappedEndpoint.All(app))
            if (EndpointRows.Find(endpoint.Operation) is { } row)
                await check(endpoint, row, words => wrong.Add($"{endpoint}: {words}"));
        Assert.True(wrong.Count == 0, string.Join("\n", wrong) + string.Concat(app.Faults.All.Take(2)));
    }

    private sealed record Expectation(string Words, Func<HttpResponseMessage, bool> Fits, bool IsServed = false);
}
