namespace Orion.Framework.Tenancy;

/// <summary>Settings under <c>Tenancy</c>.</summary>
public sealed class TenancyOptions
{
    /// <summary>
    /// Whether <c>platform.com/stores/CODE/...</c> serves stores. Meant for development and previews: stores that share one
    /// host share a browser origin.
    /// </summary>
    public bool PathMode { get; set; }

    /// <summary>Whether a platform's own address lists its shops to everybody; by default in development only.</summary>
    public bool? ListShops { get; set; }
}
