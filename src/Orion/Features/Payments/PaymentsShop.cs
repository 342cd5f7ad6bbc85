using Carter;
using Orion.Features.Payments.Test;

namespace Orion.Features.Payments;

/// <summary>Where providers tell what became of payments.</summary>
public sealed class PaymentsShop : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var shop = app.Shop("payments").Public();
        shop.Api.Post("/payments/test/webhook", Receive).OwnTransactions().BodyUpTo(16_000)
            .Describe("Takes a signed notice of the test gateway.");
    }

    private static async Task<Answer<ReceiveTestNotice.Result>> Receive(HttpContext http, ReceiveTestNotice receive, CancellationToken stop)
    {
        using var buffer = new MemoryStream();
        await http.Request.Body.CopyToAsync(buffer, stop);
        return new Answer<ReceiveTestNotice.Result>(
            await receive.RunAsync(buffer.ToArray(), http.Request.Headers[TestSignature.Header].ToString(), stop));
    }
}
