using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using NetVips;
using Orion.Framework.Web;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Framework.Storage;

/// <summary>The pictures of a suspended store: its team works on, everybody else finds it closed.</summary>
public sealed class ClosedStoreMediaTests(ClosedStoreMediaTests.Suspended app) : IClassFixture<ClosedStoreMediaTests.Suspended>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Who.Owner)]
    [InlineData(Who.Staff)]
    [InlineData(Who.Inside)]
    public async Task The_team_and_support_in_the_store_see_them_and_no_cache_keeps_them(Who who)
    {
        using var member = app.Dashboard("acme", who);
        using var picture = await member.GetAsync(app.Picture, Stop);
        Assert.Equal(HttpStatusCode.OK, picture.StatusCode);
        Assert.Equal("image/webp", picture.Content.Headers.ContentType?.ToString());
        Assert.Equal("no-store", picture.Headers.CacheControl!.ToString());
        Assert.True((await picture.Content.ReadAsByteArrayAsync(Stop)).Length > 100);
        using var head = await member.SendAsync(new HttpRequestMessage(HttpMethod.Head, app.Picture), Stop);
        Assert.Equal((HttpStatusCode.OK, "no-store"), (head.StatusCode, head.Headers.CacheControl!.ToString()));
    }

    [Fact]
    public async Task Every_thumbnail_of_the_dashboard_is_there()
    {
        using var owner = app.Dashboard("acme");
        foreach (var page in (string[])["/store/products", $"/store/products/{app.World["acme"].Shirt.Id}"])
        {
            var shown = Regex.Matches(await owner.GetStringAsync(page, Stop), "\"(/media/[^\" ]+)").Select(m => m.Groups[1].Value).Distinct().ToList();
            Assert.NotEmpty(shown);
            foreach (var address in shown)
            {
                using var picture = await owner.GetAsync(address, Stop);
                Assert.Equal(HttpStatusCode.OK, picture.StatusCode);
            }
        }
    }

    [Fact]
    public async Task Under_a_path_the_cookie_of_that_store_opens_them()
    {
        var token = await app.Clients.TokenAsync(Who.Owner, "acme", Door.Page);
        Assert.Equal(200, await StatusAsync(World.Harbour, "/stores/acme" + app.Picture, $"__Host-orion-store-acme={token}"));
        Assert.Equal(503, await StatusAsync(World.Harbour, "/stores/acme" + app.Picture, $"__Host-orion-store={token}"));
    }

    [Fact]
    public async Task To_everybody_else_the_store_is_closed_as_to_a_stranger()
    {
        var host = app.World["acme"].Host;
        var owner = await app.Clients.TokenAsync(Who.Owner, "acme", Door.Page);
        var stranger = await BodyAsync(host, app.Picture, null);
        foreach (var (at, cookie) in new[]
        {
            (host, $"__Host-orion-shop={await app.Clients.TokenAsync(Who.Customer, "acme", Door.Page)}"),
            (host, $"__Host-orion-store={await app.Clients.TokenAsync(Who.Customer, "acme", Door.Page)}"),
            (host, $"__Host-orion-store={await app.Clients.TokenAsync(Who.Owner, "birch", Door.Page)}"),
            (host, $"__Host-orion-store={await app.Clients.TokenAsync(Who.Owner, "acme", Door.Api)}"),
            (host, $"__Host-orion-store={await app.Clients.TokenAsync(Who.Admin, null, Door.Page)}"),
            (host, $"__Host-orion-admin={await app.Clients.TokenAsync(Who.Admin, null, Door.Page)}"),
            (host, $"__Host-orion-support={owner}"),
            (host, $"__Host-orion-shop={owner}"),
            (host, $"__Host-orion-store={owner[..^4]}AAAA"),
            (host, "__Host-orion-store="),
            (World.AcmeDomain, $"__Host-orion-store={owner}")
        })
            Assert.Equal((cookie, stranger), (cookie, await BodyAsync(at, app.Picture, cookie)));
        using var program = app.Api("acme", Who.Owner);
        using var bearer = await program.GetAsync(app.Picture, Stop);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, bearer.StatusCode);
    }

    [Fact]
    public async Task A_member_who_may_see_neither_products_nor_orders_sees_none()
    {
        using var owner = app.Api("acme", Who.Owner);
        foreach (var (permission, status) in new[] { ("dashboard.view", 503), ("orders.view", 200), ("products.view", 200) })
        {
            using var role = await owner.PostJsonAsync("/api/v1/store/roles", new { name = "Only " + permission, permissions = new[] { permission } });
            Assert.Equal(HttpStatusCode.Created, role.StatusCode);
            var id = (await role.JsonAsync()).GetProperty("id").GetString();
            var team = await owner.GetJsonAsync("/api/v1/store/team");
            var member = team.GetProperty("items").EnumerateArray().First(m => m.GetProperty("email").GetString() == app.World["acme"].Staff.Email);
            using var given = await owner.SendJsonAsync(HttpMethod.Patch, $"/api/v1/store/team/{member.GetProperty("id").GetString()}", new { role = id });
            Assert.Equal(HttpStatusCode.OK, given.StatusCode);
            var token = await app.Clients.TokenAsync(Who.Staff, "acme", Door.Page);
            Assert.Equal((permission, status), (permission, await StatusAsync(app.World["acme"].Host, app.Picture, $"__Host-orion-store={token}")));
        }
    }

    [Fact]
    public async Task What_is_missing_or_anothers_is_missing_to_the_team_too()
    {
        using var owner = app.Dashboard("acme");
        foreach (var path in (string[])["/media/nothing-320.webp", app.PictureOfBirch])
        {
            using var missing = await owner.GetAsync(path, Stop);
            Assert.Equal((HttpStatusCode.NotFound, "no-store"), (missing.StatusCode, missing.Headers.CacheControl!.ToString()));
        }
    }

    private async Task<int> StatusAsync(string host, string path, string cookie)
    {
        using var answer = await AskAsync(host, path, cookie);
        return (int)answer.StatusCode;
    }

    private async Task<string> BodyAsync(string host, string path, string? cookie)
    {
        using var answer = await AskAsync(host, path, cookie);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "no-store"), (answer.StatusCode, answer.Headers.CacheControl!.ToString()));
        return Regex.Replace(await answer.TextAsync(), "[0-9a-f]{32}", "");
    }

    private async Task<HttpResponseMessage> AskAsync(string host, string path, string? cookie)
    {
        using var raw = app.Clients.Raw(host);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        return await raw.SendAsync(request, Stop);
    }

    /// <summary>Acme, with a picture, is suspended, and every node knows.</summary>
    public sealed class Suspended(Server server) : OrionApp(server, new AppOptions()), IAsyncLifetime
    {
        public string Picture { get; private set; } = "";

        public string PictureOfBirch { get; private set; } = "";

        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            (Picture, PictureOfBirch) = (await UploadAsync("acme"), await UploadAsync("birch"));
            using var operators = AdminApi();
            using var closed = await operators.PostJsonAsync($"/api/v1/admin/stores/{World["acme"].Id}/suspension", new { reason = "Unpaid bills" });
            Assert.Equal(HttpStatusCode.OK, closed.StatusCode);
            using var shopper = Shop("acme");
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
            patience.CancelAfter(TimeSpan.FromMinutes(2));
            while (true)
            {
                using var answer = await shopper.GetAsync(Picture, patience.Token);
                if (answer.StatusCode == HttpStatusCode.ServiceUnavailable) return;
                await Task.Delay(50, patience.Token);
            }
        }

        private async Task<string> UploadAsync(string store)
        {
            using var owner = Api(store, Who.Owner);
            using var noise = Image.Gaussnoise(640, 640, mean: 128, sigma: 20);
            using var grey = noise.Cast(Enums.BandFormat.Uchar);
            using var file = new ByteArrayContent(grey.PngsaveBuffer());
            file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
            using var form = new MultipartFormDataContent { { file, "files", "noise.png" } };
            using var added = await owner.PostAsync($"/api/v1/store/products/{World[store].Shirt.Id}/images", form, Stop);
            Assert.Equal(HttpStatusCode.OK, added.StatusCode);
            var images = (await added.JsonAsync()).GetProperty("images");
            return images[images.GetArrayLength() - 1].GetProperty("url").GetString()!;
        }
    }
}
