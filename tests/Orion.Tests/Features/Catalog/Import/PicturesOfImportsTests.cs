using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NetVips;
using Orion.Features.Catalog.Import.Pictures;
using Orion.Framework.Net;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Catalog.Import;

public sealed class PicturesOfImportsTests(Server server)
{
    [Fact]
    public async Task A_picture_that_can_not_be_fetched_stops_nothing_and_can_be_tried_again()
    {
        var names = new Names();
        await using var app = await OrionApp.StartAsync(server, new AppOptions { Services = s => s.Replace(ServiceDescriptor.Singleton<IHostResolver>(names)) });
        var sheet = new Sheet().Product("pictured", more: [("Image Src", "https://pictures.test/0.jpg")]);
        for (var i = 1; i < 30; i++) sheet.Row(("Handle", "pictured"), ("Image Src", $"https://pictures.test/{i}.jpg"));

        var imported = await sheet.ImportAsync(app, "acme", "");

        Assert.Equal(0, imported.Code);
        Assert.Equal("30 new: 0 fetched, 30 failed, 0 pending", imported.Line("pictures"));
        Assert.InRange(names.Asked.Count, 1, 8);
        Assert.Contains(imported.Report, r => r is ["31", "pictured", "note", "Image Src", _] && r[4].Contains("The host's name is unknown.", StringComparison.Ordinal));
        Assert.Equal("30", await AskAsync(app, "select count(*)::text from product_images where state = 'Failed' and problem is not null"));

        using StringWriter output = new(), error = new();
        Assert.Equal(1, await new RetryPicturesCommand().RunAsync(app.Services, ["acme"], output, error, TestContext.Current.CancellationToken));
        Assert.Contains("0 fetched, 30 failed", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_that_arrives_is_stored_and_shown()
    {
        using var image = Image.Black(40, 30).Copy(interpretation: Enums.Interpretation.Srgb);
        var bytes = image.PngsaveBuffer();
        await using var app = await OrionApp.StartAsync(server, new AppOptions { Services = s => s.Replace(ServiceDescriptor.Singleton<IHttpClientFactory>(new Answers(bytes))) });

        var imported = await new Sheet().Product("arrives", more: [("Image Src", "https://pictures.test/a.png"), ("Image Alt Text", "A cup")])
            .Row(("Handle", "arrives"), ("Image Src", "https://pictures.test/text.png")).ImportAsync(app, "acme", "");

        Assert.Equal("2 new: 1 fetched, 1 failed, 0 pending", imported.Line("pictures"));
        Assert.Equal("40|30|A cup", await AskAsync(app, "select concat_ws('|', image_width, image_height, image_alt) from product_documents where slug = 'arrives'"));
        Assert.Equal("It is no picture that can be read.", await AskAsync(app, "select problem from product_images where source_url like '%text.png'"));
    }

    private static Task<string> AskAsync(OrionApp app, string sql) =>
        TestDatabase.AskAsync(app.Database.App, $"select set_config('orion.store_id', '{app.World["acme"].Id}', false)", sql);

    private sealed class Names : IHostResolver
    {
        public ConcurrentBag<string> Asked { get; } = [];

        public Task<IPAddress[]> ResolveAsync(string host, CancellationToken stop)
        {
            Asked.Add(host);
            throw new SocketException((int)SocketError.HostNotFound);
        }
    }

    private sealed class Answers(byte[] picture) : HttpMessageHandler, IHttpClientFactory
    {
#pragma warning disable RS0030 // The factory itself.
        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);
#pragma warning restore RS0030

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(
            new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(request.RequestUri!.AbsolutePath == "/a.png" ? picture : "no picture"u8.ToArray()) });
    }
}
