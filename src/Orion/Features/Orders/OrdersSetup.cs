using Orion.Framework.Currencies;

namespace Orion.Features.Orders;

/// <summary>A new store can take orders: it has a number to begin with and one way of sending, free until the merchant prices it.</summary>
public sealed class OrdersSetup : IStoreSetup
{
    public void SetUp(NewStore store)
    {
        store.Add(OrderCounter.For(store.Id));
        store.Add(ShippingMethod.Offer(
            "standard", "Standard delivery", "Sent by post.", Money.Zero(store.Currency), freeFrom: null, countries: [], position: 1));
    }
}
