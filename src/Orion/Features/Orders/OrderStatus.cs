namespace Orion.Features.Orders;

/// <summary>Where an order stands. Stored as text.</summary>
public enum OrderStatus
{
    /// <summary>Prepared and being paid for: has no number yet, and its stock is reserved.</summary>
    Draft,

    /// <summary>Agreed and numbered.</summary>
    Placed,

    /// <summary>Came to nothing: never paid for.</summary>
    Abandoned
}
