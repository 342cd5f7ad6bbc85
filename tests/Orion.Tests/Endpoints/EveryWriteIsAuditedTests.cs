using System.Net;
using Orion.Framework.Web;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Endpoints;

/// <summary>Every unsafe endpoint of the application, called by somebody who may: what it changes is in the log, with who did it.</summary>
public sealed class EveryWriteIsAuditedTests(OrionApp app) : IClassFixture<OrionApp>
{
    /// <summary>Writes that leave no entry, and why they needn't.</summary>
    private static readonly Dictionary<string, string> Exempt = new()
    {
        ["POST shop /login"] = "Asked with a wrong password; signing in has its test beside the log's.",
        ["POST store /login"] = "Asked with a wrong password; signing in has its test beside the log's.",
        ["POST admin /login"] = "Asked with a wrong password; signing in has its test beside the log's.",
        ["POST store /login/second-factor"] = "The matrix has no live challenge; signing in has its test beside the second factor's.",
        ["POST admin /login/second-factor"] = "The matrix has no live challenge; signing in has its test beside the second factor's.",
        ["POST shop /checkout/address"] = "Shows the form again for another country; nothing is stored.",
        ["POST shop /auth/logout"] = "The matrix has no live refresh token; ending a session that isn't there changes nothing.",
        ["POST store /auth/logout"] = "The matrix has no live refresh token; ending a session that isn't there changes nothing.",
        ["POST admin /auth/logout"] = "The matrix has no live refresh token; ending a session that isn't there changes nothing."
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_write_that_succeeds_leaves_an_entry_and_every_one_that_is_refused_none()
    {
        List<string> wrong = [];
        foreach (var endpoint in MappedEndpoint.All(app).Where(e => e.Method != "GET"))
        {
            var row = EndpointRows.Find(endpoint.Operation)!;
            var caller = new Caller(
                endpoint.Mount.Face switch { Face.Admin => Who.Admin, Face.Shop => Who.Customer, _ => Who.Owner },
                endpoint.Mount.Face == Face.Admin ? null : "acme");
            var things = await Things.MakeAsync(app, "acme");
            var correlation = $"walk-{Guid.CreateVersion7():N}";
            using var client = caller.At(app, endpoint.HostFor(app.World["acme"]), endpoint);
            using var request = row.Ask(endpoint, things);
            request.Headers.Add("X-Correlation-Id", correlation);
            using var response = await client.SendAsync(request, Stop);

            var entries = await TestDatabase.ListAsync(app.Database.Platform,
                $"select concat_ws(' ', actor_kind, action, entity) from audit_logs where correlation_id = '{correlation}'");
            var succeeded = (int)response.StatusCode < 400 && !await ComesBackAsync(response);
            if (Exempt.ContainsKey(endpoint.Operation)) continue;
            if (succeeded && entries.Count == 0) wrong.Add($"{endpoint}: {(int)response.StatusCode}, and no entry");
            if (!succeeded && entries.Count > 0) wrong.Add($"{endpoint}: {(int)response.StatusCode}, and yet {string.Join(", ", entries)}");
            var kind = endpoint.Mount.Face switch { Face.Admin => "Admin", Face.Store => "Team", _ => "Customer" };
            wrong.AddRange(entries.Where(e => !e.StartsWith(kind, StringComparison.Ordinal)).Select(e => $"{endpoint}: in the wrong name: {e}"));
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    /// <summary>A redirect to where one signs in is no success.</summary>
    private static Task<bool> ComesBackAsync(HttpResponseMessage response) => Task.FromResult(
        response.StatusCode == HttpStatusCode.Found && response.Headers.Location!.OriginalString.Contains("/login", StringComparison.Ordinal));
}
