using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orion.Framework.Auth;
using Orion.Framework.Modules;
using Orion.Framework.Web;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Endpoints;

/// <summary>What the roles of the console open, over every endpoint that it has.</summary>
public sealed class ConsoleRolesTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_auditor_reads_all_lists_and_every_unsafe_endpoint_is_403()
    {
        var things = await Things.MakeAsync(app, "acme");
        List<string> wrong = [];
        foreach (var endpoint in MappedEndpoint.All(app).Where(e => e.Mount.Face == Face.Admin && e.Access.Permission is not (null or Principal.Own)))
        {
            using var client = new Caller(Who.Auditor, null).At(app, World.Harbour, endpoint);
            using var response = await client.SendAsync(EndpointRows.Find(endpoint.Operation)!.Ask(endpoint, things), Stop);
            var isForm = endpoint.Pattern.EndsWith("/new", StringComparison.Ordinal) || endpoint.Pattern.EndsWith("/break-glass", StringComparison.Ordinal);
            var expected = endpoint.Method == "GET" && !isForm ? HttpStatusCode.OK : HttpStatusCode.Forbidden;
            if (response.StatusCode != expected) wrong.Add($"{endpoint}: {response.StatusCode}");
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData(Who.Auditor)]
    [InlineData(Who.Helper)]
    public async Task A_page_offers_no_write_that_would_be_refused(Who who)
    {
        var things = await Things.MakeAsync(app, "acme");
        var modules = app.Services.GetRequiredService<ModuleRegistry>();
        var endpoints = MappedEndpoint.All(app).Where(e => e.Mount is { Face: Face.Admin, Door: Door.Page }).ToList();
        List<string> wrong = [];
        foreach (var endpoint in endpoints.Where(e => e.Method == "GET" && EndpointRows.Find(e.Operation) is { IsFile: false }))
        {
            var caller = new Caller(who, null);
            if (endpoint.Access.Permission is not { } needed || needed == Principal.Own || !caller.Holds(needed, modules)) continue;
            using var client = caller.At(app, World.Harbour, endpoint);
            using var response = await client.SendAsync(EndpointRows.Find(endpoint.Operation)!.Ask(endpoint, things), Stop);
            var page = await response.TextAsync();
            foreach (var form in Forms(page).Where(f => !endpoints.Any(e => e.Method == f.Method && Fits(e.Pattern, f.Path)
                && (e.Access.Permission is null or Principal.Own || caller.Holds(e.Access.Permission, modules)))))
                wrong.Add($"{endpoint} offers {form.Method} {form.Path}");
            foreach (var link in endpoints.Where(e => e.Method == "GET" && e.Pattern.EndsWith("/new", StringComparison.Ordinal)))
                if (!caller.Holds(link.Access.Permission!, modules) && page.Contains($"href=\"{link.Pattern}", StringComparison.Ordinal))
                    wrong.Add($"{endpoint} links to {link.Pattern}");
        }

        Assert.Empty(wrong);
    }

    private static IEnumerable<(string Method, string Path)> Forms(string page)
    {
        foreach (var form in System.Text.RegularExpressions.Regex.Matches(page, "<form[^>]*method=\"post\"[^>]*>").Select(m => m.Value))
        {
            var action = System.Text.RegularExpressions.Regex.Match(form, "action=\"([^\"]*)\"").Groups[1].Value;
            var method = System.Text.RegularExpressions.Regex.Match(action, "_method=([a-z]+)").Groups[1].Value;
            yield return (method.Length == 0 ? "POST" : method.ToUpperInvariant(), action.Split('?')[0]);
        }
    }

    private static bool Fits(string pattern, string path) => System.Text.RegularExpressions.Regex.IsMatch(
        path, "^" + MappedEndpoint.Parameter().Replace(pattern, "[^/]+") + "$");
}
