using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Orion.Framework.Tenancy;

/// <summary>
/// Where a store is found from outside, for what is written without a request, such as mails. Made from the store's own record
/// alone: a Host header is somebody else's word.
/// </summary>
/// <remarks>
/// Scheme and port are those of the setting <c>PublicOrigin</c> (its host is not used); without it <c>https</c> and no port, in
/// Development those that this process listens on.
/// </remarks>
public sealed class StoreAddress(IConfiguration configuration, IHostEnvironment environment, IServer server)
{
    /// <summary>The store's host: its verified domain, or its code below its platform's host.</summary>
    public static string HostOf(TenantInfo store) => store.CanonicalHost ?? $"{store.Identifier}.{store.Platform.PrimaryHost}";

    /// <summary>The store's origin, such as <c>https://acme-coffee.com</c>, without a trailing slash.</summary>
    public string OriginOf(TenantInfo store)
    {
        var (scheme, port) = SchemeAndPort();
        return $"{scheme}://{HostOf(store)}{port}";
    }

    /// <summary>The address of the store's dashboard: always below its platform's host, without a trailing slash.</summary>
    public string DashboardOf(TenantInfo store)
    {
        var (scheme, port) = SchemeAndPort();
        return $"{scheme}://{store.Identifier}.{store.Platform.PrimaryHost}{port}/store";
    }

    /// <summary>The operator's console on the host of a platform, without a trailing slash.</summary>
    /// <param name="platformHost">The platform's host, from its own record.</param>
    public string ConsoleOf(string platformHost)
    {
        var (scheme, port) = SchemeAndPort();
        return $"{scheme}://{platformHost}{port}/admin";
    }

    private (string Scheme, string Port) SchemeAndPort()
    {
        var origin = configuration["PublicOrigin"];
        if (string.IsNullOrEmpty(origin) && environment.IsDevelopment())
            origin = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
                ?.Replace("//*", "//localhost", StringComparison.Ordinal).Replace("//+", "//localhost", StringComparison.Ordinal);
        return Uri.TryCreate(origin, UriKind.Absolute, out var uri)
            ? (uri.Scheme, uri.IsDefaultPort ? "" : $":{uri.Port}")
            : ("https", "");
    }
}
