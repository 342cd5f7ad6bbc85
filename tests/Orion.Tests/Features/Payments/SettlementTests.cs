using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orion.Features.Orders.Checkout;
using Orion.Features.Payments;
using Orion.Features.Payments.Test;
using Orion.Framework.Database;
using Orion.Framework.Tenancy;
using Orion.Framework.Web;
using Orion.Tests.Features.Orders;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Payments;

/// <summary>Answers that are late, doubled, or never come.</summary>
public sealed class SettlementTests(SettlementTests.Impatient app) : IClassFixture<SettlementTests.Impatient>
{
    private const string Webhook = "/api/v1/shop/payments/test/webhook";
    private readonly TestClock clock = app.Clock;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A gateway gets eight seconds, for a busy machine; the clock is the tests'.</summary>
    public sealed class Impatient : OrionApp
    {
        public Impatient(Server server) : this(server, new TestClock())
        {
        }

        private Impatient(Server server, TestClock clock) : base(server, new AppOptions
        {
            Clock = clock,
            Settings = { ["Payments:Timeout"] = "00:00:08", ["Payments:TestWebhookSecret"] = "a-secret-for-tests" }
        }) => Clock = clock;

        public TestClock Clock { get; }
    }

    [Fact]
    public async Task A_gateway_that_answers_too_late_is_asked_again_and_charges_once()
    {
        using var buyer = new Buyer(app.Api("acme"));
        var token = await buyer.CartAsync((app.World["acme"].Mug.Variant, 1));

        var (status, pending) = await buyer.OrderAsync(token, "timeout");
        clock.Advance(TimeSpan.FromSeconds(1));
        await SweepAsync();
        var (again, order) = await buyer.OrderAsync(token, "timeout");

        Assert.Equal((HttpStatusCode.Accepted, "pending"), (status, pending.Text("status")));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, pending.GetProperty("number").ValueKind);
        Assert.Equal((HttpStatusCode.OK, "placed", pending.Text("token")), (again, order.Text("status"), order.Text("token")));
        await AssertChargedOnceAsync(pending.Text("token")!);
    }

    [Fact]
    public async Task A_late_answer_that_comes_twice_places_one_order()
    {
        using var buyer = new Buyer(app.Api("acme"));
        using var provider = app.Api("acme");
        using var stranger = app.Api("birch");
        var token = await buyer.CartAsync((app.World["acme"].Mug.Variant, 1));
        var (status, pending) = await buyer.OrderAsync(token, "late");
        Assert.Equal(HttpStatusCode.Accepted, status);
        using var meanwhile = await buyer.AddAsync(token, app.World["acme"].Mug.Variant, 1);
        Assert.Equal("cart_in_checkout", (await meanwhile.JsonAsync()).Code());
        var payment = await PaymentOfAsync(pending.Text("token")!);

        clock.Advance(TestGateway.Lateness + TimeSpan.FromSeconds(1));
        var answers = await Task.WhenAll(NoticeAsync(provider, payment), NoticeAsync(provider, payment), NoticeAsync(stranger, payment));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NotFound], answers);
        await AssertChargedOnceAsync(pending.Text("token")!);
        Assert.Equal("placed", (await buyer.Api.GetJsonAsync($"/api/v1/shop/orders/{pending.Text("token")}")).Text("status"));
    }

    [Fact]
    public async Task A_notice_that_is_not_signed_changes_nothing()
    {
        using var provider = app.Api("acme");
        using var content = new StringContent("""{"paymentId":"01890000-0000-7000-8000-000000000000"}""", Encoding.UTF8, "application/json");
        content.Headers.Add(TestSignature.Header, "t=1,v1=00");

        using var response = await provider.PostAsync(Webhook, content, Stop);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData(false, "Abandoned")]
    [InlineData(true, "Placed")]
    public async Task A_crash_between_the_phases_is_resolved(bool charged, string outcome)
    {
        using var buyer = new Buyer(app.Api("acme"));
        var mug = app.World["acme"].Mug.Variant;
        var token = await buyer.CartAsync((mug, 3));
        var prepared = await CrashAsync(token, charged);

        await SweepAsync();
        Assert.Equal("Draft", await StatusAsync(prepared.OrderId));
        clock.Advance(TimeSpan.FromSeconds(20));
        await SweepAsync();

        Assert.Equal(outcome, await StatusAsync(prepared.OrderId));
        Assert.Equal(0, await Books.CountAsync(app, $"select count(*) from stock_reservations where holder_id = '{prepared.OrderId}'"));
        await Books.AssertInOrderAsync(app);
        var (status, _) = await buyer.OrderAsync(token);
        Assert.Equal(charged ? HttpStatusCode.OK : HttpStatusCode.Created, status);
    }

    /// <summary>Prepares an order, perhaps charges for it, and then nothing: as if the process had died.</summary>
    private async Task<PrepareOrder.Prepared> CrashAsync(string token, bool charged)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        services.GetRequiredService<RequestContext>().Enter(
            (await services.GetRequiredService<ITenantStore>().FindByIdAsync(app.World["acme"].Id, Stop))!);
        var place = new PlaceOrder(
            "ada@example.test", new AddressInput("Ada Byron", "1 Mill Lane", City: "New York", PostalCode: "10001", Region: "NY", Country: "US"), null, "standard", new PaymentInput("test"));
        var outcome = await services.GetRequiredService<OrionDb>().InTransactionAsync(
            () => services.GetRequiredService<PrepareOrder>().RunAsync(token, null, place, Guid.CreateVersion7(), Stop), Stop);
        var prepared = outcome.Value!;
        if (charged)
            await services.GetRequiredService<IPaymentGateway>().ChargeAsync(new Charge(prepared.PaymentId, prepared.Amount, null), Stop);
        return prepared;
    }

    private Task<int> SweepAsync() => app.Services.GetRequiredService<PaymentSweeper>().SweepAsync(Stop);

    private async Task<HttpStatusCode> NoticeAsync(HttpClient provider, string payment)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"paymentId":"{{payment}}"}""");
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        content.Headers.Add(TestSignature.Header, app.Services.GetRequiredService<TestSignature>().Sign(body, clock.Now));
        using var response = await provider.PostAsync(Webhook, content, Stop);
        return response.StatusCode;
    }

    private async Task AssertChargedOnceAsync(string token)
    {
        Assert.Equal(1, await Books.CountAsync(app,
            $"select count(*) from test_charges c join payments p on p.id = c.id join orders o on o.id = p.order_id where o.token = '{token}' and c.outcome = 'Captured'"));
        await Books.AssertInOrderAsync(app);
    }

    private async Task<string> PaymentOfAsync(string token) => (await TestDatabase.AskAsync(
        app.Database.Platform, $"select p.id::text from payments p join orders o on o.id = p.order_id where o.token = '{token}'"))!;

    private async Task<string?> StatusAsync(Guid order) =>
        await TestDatabase.AskAsync(app.Database.Platform, $"select status from orders where id = '{order}'");
}
