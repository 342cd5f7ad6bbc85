using System.Diagnostics.Metrics;
using Orion.Framework.Jobs;

namespace Orion.Features.Orders;

/// <summary>How many orders are placed, by currency: never by store or person.</summary>
internal sealed class OrderMetrics
{
    /// <summary>The name of the meter; those that begin with <c>Orion.</c> are exported.</summary>
    public const string Meter = "Orion.Orders";

    private readonly Counter<long> placed;

    public OrderMetrics(IMeterFactory meters) =>
        placed = meters.Create(Meter).CreateCounter<long>("orion.orders.placed", "{order}", "Orders placed, by currency.");

    public void Placed(string currency) => placed.Add(1, new KeyValuePair<string, object?>("currency", currency));
}

/// <summary>Counts an order once its event has gone through the outbox.</summary>
internal sealed class CountPlacedOrder(OrionDb db, RequestContext request, OrderMetrics metrics) : JobHandler<OrderPlaced>
{
    public override Task RunAsync(OrderPlaced payload, CancellationToken stop)
    {
        var currency = request.Store.Currency;
        db.AfterCommit(() => metrics.Placed(currency));
        return Task.CompletedTask;
    }
}
