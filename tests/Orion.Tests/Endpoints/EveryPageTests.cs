using System.Text.RegularExpressions;
using Orion.Framework.Web;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Endpoints;

/// <summary>One visit to every address that can be read, by somebody who may.</summary>
public sealed partial class EveryPageTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_page_is_whole_and_guarded()
    {
        var things = await Things.MakeAsync(app, "acme");
        List<string> wrong = [];
        foreach (var endpoint in MappedEndpoint.All(app).Where(e => e.Method == "GET" && EndpointRows.Find(e.Operation) is not { IsFile: true }))
        {
            var row = EndpointRows.Find(endpoint.Operation)!;
            var caller = endpoint.Mount.Face switch
            {
                Face.Admin => new Caller(Who.Admin, null),
                Face.Shop => new Caller(Who.Customer, "acme"),
                _ => new Caller(Who.Owner, "acme")
            };
            using var client = caller.At(app, endpoint.HostFor(app.World["acme"]), endpoint);
            using var response = await client.SendAsync(row.Ask(endpoint, things), Stop);
            var body = await response.TextAsync();
            foreach (var fault in Faults(endpoint, response, body)) wrong.Add($"{endpoint}: {fault}");
            if ((int)response.StatusCode is >= 300 and < 400 && await FollowAsync(client, response) is { } lost) wrong.Add($"{endpoint}: {lost}");
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    /// <summary>A redirect stays on its origin and ends at once at a page that is there.</summary>
    private static async Task<string?> FollowAsync(HttpClient client, HttpResponseMessage response)
    {
        var target = response.Headers.Location!.OriginalString;
        if (target[0] != '/' || target.StartsWith("//", StringComparison.Ordinal) || target.Contains('\\', StringComparison.Ordinal))
            return $"leads away, to {target}";
        using var page = await client.GetAsync(target, Stop);
        return (int)page.StatusCode == 200 ? null : $"leads to {target}, which answers {(int)page.StatusCode}";
    }

    private static IEnumerable<string> Faults(MappedEndpoint endpoint, HttpResponseMessage response, string body)
    {
        if ((int)response.StatusCode is >= 300 and < 400) yield break;
        if (!response.IsSuccessStatusCode) yield return $"{response.StatusCode}";
        if (response.Headers.GetValues("X-Content-Type-Options").Single() != "nosniff") yield return "may be sniffed";
        var type = response.Content.Headers.ContentType?.ToString();
        if (endpoint.Mount.Door == Door.Api)
        {
            if (type != "application/json; charset=utf-8") yield return $"is {type}";
            yield break;
        }

        if (type != "text/html; charset=utf-8") yield return $"is {type}";
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        if (!policy.StartsWith("default-src 'none'", StringComparison.Ordinal) || policy.Contains("unsafe", StringComparison.Ordinal)
            || policy.Contains("nonce", StringComparison.Ordinal))
            yield return $"has the policy {policy}";
        if (!response.Headers.Vary.Contains("HX-Request-Type")) yield return "doesn't vary by what htmx asks for";
        if (Heading().Count(body) != 1) yield return $"has {Heading().Count(body)} headings of the first rank";
        if (!Language().IsMatch(body)) yield return "has no language";
        if (!Title().IsMatch(body)) yield return "has no title";
        if (Inline().Match(body) is { Success: true } inline) yield return $"has something inline: {inline.Value}";
        if (body.Contains("Orion.Features", StringComparison.Ordinal) || body.Contains("System.", StringComparison.Ordinal)) yield return "speaks of types";
    }

    [GeneratedRegex("<h1[ >]")]
    private static partial Regex Heading();

    [GeneratedRegex("<html[^>]* lang=\"[a-z]")]
    private static partial Regex Language();

    [GeneratedRegex("<title>[^<]+</title>")]
    private static partial Regex Title();

    [GeneratedRegex("<style|<script(?![^>]*(src=|application/ld\\+json))| style=\"| on[a-z]+=\"| hx-on")]
    private static partial Regex Inline();
}
