namespace Orion.Framework.Web;

/// <summary>Whom a request serves.</summary>
public enum Face
{
    /// <summary>No face: health, metrics, assets.</summary>
    None,

    /// <summary>Customers in a storefront.</summary>
    Shop,

    /// <summary>Merchants and their team.</summary>
    Store,

    /// <summary>The operator of the platforms.</summary>
    Admin
}

/// <summary>By which of its two addresses an operation was reached.</summary>
public enum Door
{
    /// <summary>HTML; takes the cookie only.</summary>
    Page,

    /// <summary>JSON; takes the Authorization header only.</summary>
    Api
}

/// <summary>Endpoint metadata: the face and the door by which an endpoint is mounted, and the module that it belongs to.</summary>
public sealed record Mount(Face Face, Door Door, string Module);
