namespace Orion.Tests.Fixtures;

/// <summary>As whom a client calls.</summary>
public enum Who
{
    Nobody,

    /// <summary>The store's owner.</summary>
    Owner,

    /// <summary>One of the store's team.</summary>
    Staff,

    /// <summary>The store's customer Carol.</summary>
    Customer,

    /// <summary>A program with a key of the store's, made by its owner: for orders, and to see products.</summary>
    Key,

    /// <summary>The operator, Ada.</summary>
    Admin,

    /// <summary>Of the console's support: Sol.</summary>
    Helper,

    /// <summary>The console's auditor: Aude.</summary>
    Auditor,

    /// <summary>Sol of the console, in the store by consent, as its owner.</summary>
    Inside
}
