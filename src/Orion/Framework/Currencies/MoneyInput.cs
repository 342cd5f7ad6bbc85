using System.Globalization;
using Orion.Framework.Web;

namespace Orion.Framework.Currencies;

/// <summary>Money as a caller sends it: <c>{"amount":"12.50","currency":"EUR"}</c>.</summary>
public sealed record MoneyInput([property: AmountText] string? Amount = null, string? Currency = null)
{
    /// <summary>Adds messages unless this is an amount in <paramref name="currency"/>, with no more decimals than it has.</summary>
    /// <param name="typedIn">The culture whose marks whoever sent it uses: <see cref="RequestContext.TypedIn"/>.</param>
    public void Validate(Errors errors, string field, string currency, CultureInfo typedIn)
    {
        if (Currency is not null && Currency != currency)
            errors.Add(field + ".currency", $"This store sells in {currency}.");
        if (string.IsNullOrWhiteSpace(Amount)) errors.Add(field + ".amount", "Enter a price.");
        else if (!Money.TryParse(Amount, currency, out _))
            errors.Add(field + ".amount", $"Enter an amount such as {Money.ExampleIn(currency).ToFieldText(typedIn)}.");
    }

    /// <summary>Whether it is this amount.</summary>
    public bool Is(Money money) => Money.TryParse(Amount, money.Currency, out var read) && read == money;

    /// <summary>The amount; call after <see cref="Validate"/>.</summary>
    public Money ToMoney(string currency) =>
        Money.TryParse(Amount, currency, out var money) ? money : throw new InvalidOperationException("Validate first.");
}
