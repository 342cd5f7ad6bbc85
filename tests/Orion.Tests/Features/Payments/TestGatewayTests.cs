using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orion.Features.Payments;
using Orion.Tests.Features.Orders;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Payments;

/// <summary>The gateway that gives goods away for no money is open where someone develops, and elsewhere only when asked for.</summary>
public sealed class TestGatewayTests(Server server)
{
    [Theory]
    [InlineData("Development", null, true)]
    [InlineData("Test", null, true)]
    [InlineData("Production", null, false)]
    [InlineData("Staging", null, false)]
    [InlineData("Production", "true", true)]
    [InlineData("Development", "false", false)]
    public void It_is_open_by_itself_only_in_development_and_tests(string environment, string? setting, bool open)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Payments:TestGateway"] = setting }.Where(s => s.Value is not null)).Build();
        var services = new ServiceCollection().AddSingleton<IHostEnvironment>(new Named(environment));
        new PaymentsModule().AddServices(services, configuration);
        using var provider = services.BuildServiceProvider();

        Assert.Equal(open, provider.GetRequiredService<IOptions<PaymentOptions>>().Value.TestGateway);
    }

    [Fact]
    public async Task A_shop_without_any_gateway_says_that_nothing_can_be_ordered()
    {
        await using var app = await OrionApp.StartAsync(server, new AppOptions { Settings = { ["Payments:TestGateway"] = "false" } });
        using var buyer = new Buyer(app.Api("acme"));
        using var shopper = app.Shop("acme");
        var mug = app.World["acme"].Mug.Variant;
        using var added = await shopper.PostFormAsync("/cart/items", ("variantId", $"{mug}"), ("quantity", "1"));

        var (status, refused) = await buyer.OrderAsync(await buyer.CartAsync((mug, 1)));
        var page = await (await shopper.GetAsync("/checkout", TestContext.Current.CancellationToken)).TextAsync();

        Assert.Equal((HttpStatusCode.Conflict, "payments_unavailable"), (status, refused.Code()));
        Assert.Contains("takes no payments at the moment", page, StringComparison.Ordinal);
        Assert.Matches("<button[^>]* disabled[^>]*>Place order", page);
        Assert.Equal(0, await Books.CountAsync(app, "select count(*) from orders"));
    }

    private sealed class Named(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "Orion";

        public string ContentRootPath { get; set; } = "/";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
