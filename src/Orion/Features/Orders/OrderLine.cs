using Orion.Framework.Currencies;

namespace Orion.Features.Orders;

/// <summary>A priced line, before it is part of an order.</summary>
public sealed record OrderLine(
    Guid VariantId, Guid ProductId, string Sku, string Name, string Slug, IReadOnlyDictionary<string, string> Options,
    string? ImageKey, int Quantity, Money UnitPrice, bool IsTaxable);
