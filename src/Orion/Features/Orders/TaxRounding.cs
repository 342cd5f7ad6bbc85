namespace Orion.Features.Orders;

/// <summary>How tax is rounded to the minor unit: half up, per line or once per total.</summary>
public enum TaxRounding
{
    /// <summary>Each line's tax is rounded.</summary>
    PerLine,

    /// <summary>The sum is rounded.</summary>
    PerTotal
}
