using System.Net;
using Orion.Framework.Web;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Endpoints;

/// <summary>No page of another origin, not even of a sibling shop, makes a signed-in browser do anything here.</summary>
public sealed class CrossSiteTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Strangers => new()
    {
        { "Sec-Fetch-Site", "cross-site" },
        { "Sec-Fetch-Site", "same-site" },
        { "Sec-Fetch-Site", "anything" },
        { "Origin", "https://birch.harbour.test" },
        { "Origin", "http://acme.harbour.test" },
        { "Origin", "null" },
        { "X-Nothing", "said" }
    };

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task Every_unsafe_page_endpoint_refuses_a_stranger(string header, string value)
    {
        var things = await Things.MakeAsync(app, "acme");
        List<string> passed = [];
        foreach (var endpoint in MappedEndpoint.All(app).Where(e => e.Mount.Door == Door.Page && e.Method != "GET"))
        {
            var who = endpoint.Mount.Face switch { Face.Admin => Who.Admin, Face.Shop => Who.Customer, _ => Who.Owner };
            using var client = app.Clients.Raw(endpoint.HostFor(app.World["acme"]));
            using var request = EndpointRows.Find(endpoint.Operation)!.Ask(endpoint, things);
            request.Headers.Add(header, value);
            var token = await app.Clients.TokenAsync(who, who == Who.Admin ? null : "acme", Door.Page);
            request.Headers.Add("Cookie", $"__Host-orion-{endpoint.Mount.Face.ToString().ToLowerInvariant()}={token}");
            using var response = await client.SendAsync(request, Stop);
            if (response.StatusCode != HttpStatusCode.Forbidden) passed.Add($"{endpoint}: {response.StatusCode}");
        }

        Assert.Empty(passed);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("Origin", "https://acme.harbour.test")]
    public async Task The_page_s_own_origin_passes(string header, string value)
    {
        using var client = app.Clients.Raw(app.World["acme"].Host);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/logout");
        request.Headers.Add(header, value);
        using var response = await client.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
    }
}
