using System.Security.Cryptography;
using System.Text.Json;
using Orion.Features.Payments.Test;
using Orion.Framework.Currencies;

namespace Orion.Features.Orders.Checkout;

/// <summary>
/// Orders what is in a cart. Three phases: prepare (prices, stock and draft, in one transaction), pay (outside any), finalise
/// (one transaction). See <see cref="CheckoutFlow"/>.
/// </summary>
/// <param name="BillingAddress">Where the bill goes. Left out: where the goods go.</param>
/// <param name="ExpectedTotal">What the shopper saw; another total is refused with the new one. Left out: any.</param>
/// <param name="BillingSameAsShipping">True: the billing address is left aside.</param>
public sealed record PlaceOrder(
    string? Email = null, AddressInput? ShippingAddress = null, AddressInput? BillingAddress = null, string? ShippingMethod = null,
    PaymentInput? Payment = null, MoneyInput? ExpectedTotal = null, bool? BillingSameAsShipping = null) : IInput<PlaceOrder>
{
    public void Validate(Errors errors)
    {
        if (string.IsNullOrWhiteSpace(Email)) errors.Add("email", "Enter an e-mail address.");
        else errors.If(!EmailAddress.IsValid(Email), "email", "Enter an e-mail address such as name@example.com.");
        (ShippingAddress ?? new AddressInput()).Validate(errors, "shippingAddress");
        OwnBillingAddress?.Validate(errors, "billingAddress");
        errors.Text("shippingMethod", ShippingMethod, 60, "a way of sending");
        (Payment ?? new PaymentInput()).Validate(errors, "payment");
        if (ExpectedTotal is { } total)
            errors.If(!Currency.IsKnown(total.Currency) || !Money.TryParse(total.Amount, total.Currency!, out _),
                "expectedTotal", "Enter an amount and its currency.");
    }

    /// <summary>Where the bill goes, when that is another place. A form sends its billing fields even while they are hidden.</summary>
    internal AddressInput? OwnBillingAddress => BillingSameAsShipping == true ? null : BillingAddress;

    /// <summary>What distinguishes this request from another under the same key.</summary>
    internal byte[] Fingerprint() => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, JsonSettings.Options));
}

/// <summary>How an order is paid for.</summary>
/// <param name="Provider">The gateway; <c>test</c> is built in.</param>
/// <param name="Outcome">How the test gateway shall behave: approve, decline, timeout or late.</param>
public sealed record PaymentInput(string? Provider = null, string? Outcome = null)
{
    /// <summary>Adds messages under <paramref name="field"/>.</summary>
    public void Validate(Errors errors, string field)
    {
        errors.Text(field + ".provider", Provider, 40, "a way of paying");
        if (Provider == TestGateway.Code && !string.IsNullOrEmpty(Outcome))
            errors.If(!TestGateway.Behaviours.Contains(Outcome), field + ".outcome", $"Choose one of {string.Join(", ", TestGateway.Behaviours)}.");
        else
            errors.Text(field + ".outcome", Outcome, 60, "an outcome", required: false);
    }
}
