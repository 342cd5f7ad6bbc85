namespace Orion.Framework.Tenancy;

/// <summary>Whether a store serves its shop. Stored by name.</summary>
public enum StoreStatus
{
    /// <summary>Serves shop and dashboard.</summary>
    Active,

    /// <summary>Closed by the operator: every page of the shop says so and sells nothing.</summary>
    Suspended,

    /// <summary>Closed for good by its owner.</summary>
    Closed
}

/// <summary>
/// What every request needs to know of its store. Immutable and cached; replaced when the store changes.
/// </summary>
/// <param name="Id">The key of the store in the database. Never shown.</param>
/// <param name="Identifier">The store's code, as in host names and paths: lower-case letters, digits and hyphens.</param>
/// <param name="Name">What people call the store.</param>
/// <param name="Platform">The platform that the store belongs to.</param>
/// <param name="Status">Whether the store serves.</param>
/// <param name="Currency">ISO 4217 code of the store's currency.</param>
/// <param name="Culture">BCP 47 tag by which money, numbers and dates are written.</param>
/// <param name="TimeZone">IANA name of the zone in which the store's days begin.</param>
/// <param name="Country">ISO 3166-1 alpha-2 code of the country that the store sells from.</param>
/// <param name="Version">Grows with every change of the store; part of the address of its theme.</param>
/// <param name="CanonicalHost">The verified custom domain that shoppers should see, if there is one.</param>
public sealed record TenantInfo(
    Guid Id,
    string Identifier,
    string Name,
    PlatformInfo Platform,
    StoreStatus Status,
    string Currency,
    string Culture,
    string TimeZone,
    string Country,
    long Version,
    string? CanonicalHost);

/// <summary>What every request needs to know of its platform. Immutable and cached; replaced when the platform changes.</summary>
/// <param name="Id">The key of the platform in the database.</param>
/// <param name="Code">The platform's code.</param>
/// <param name="Name">What people call the platform.</param>
/// <param name="PrimaryHost">The host under which its stores' subdomains live.</param>
/// <param name="EnabledModules">Codes of the optional modules that are switched on; core modules are always on.</param>
public sealed record PlatformInfo(
    Guid Id,
    string Code,
    string Name,
    string PrimaryHost,
    IReadOnlySet<string> EnabledModules);

/// <summary>How the store of a request was found; links differ by it.</summary>
public enum TenancyMode
{
    /// <summary>The platform's own host; no store.</summary>
    Platform,

    /// <summary>A domain that belongs to the store alone.</summary>
    CustomDomain,

    /// <summary><c>code.platform-host</c>.</summary>
    Subdomain,

    /// <summary><c>platform-host/stores/code</c>.</summary>
    Path,

    /// <summary>The store named by an access token, on a host that names none.</summary>
    Token
}
