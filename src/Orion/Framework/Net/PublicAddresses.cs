using System.Net;
using System.Net.Sockets;

namespace Orion.Framework.Net;

/// <summary>
/// Which addresses belong to the public internet. What Orion fetches on behalf of others must be there: an address of the
/// machine, of its network or of the cloud around it would let a stranger read what only Orion can reach.
/// Sources: IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890).
/// </summary>
public static class PublicAddresses
{
    private static readonly IPNetwork[] Reserved =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
            "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // Inside 2000::/3: protocol assignments with Teredo, documentation, and 6to4, which wraps any IPv4 address.
            "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"
        }.Select(IPNetwork.Parse)
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    /// <summary>True for an address that anybody on the internet could reach; false for every other, however it is written.</summary>
    public static bool Contains(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetworkV6 && (address.ScopeId != 0 || !GlobalUnicast.Contains(address)))
            return false;
        return !Reserved.Any(network => network.Contains(address));
    }
}
