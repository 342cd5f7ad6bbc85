using Orion.Features.Orders.Checkout;
using Orion.Framework.Currencies;

namespace Orion.Features.Orders.Shop;

/// <summary>The checkout's form while it is being filled in: the fields of <see cref="PlaceOrder"/>, none of which must fit yet.</summary>
public sealed record DraftOrder(
    string? Email = null, AddressInput? ShippingAddress = null, AddressInput? BillingAddress = null, string? ShippingMethod = null,
    PaymentInput? Payment = null, MoneyInput? ExpectedTotal = null, bool? BillingSameAsShipping = null) : IInput<DraftOrder>
{
    public void Validate(Errors errors)
    {
    }
}
