using System.Net;
using System.Net.Sockets;

namespace Orion.Framework.Auth.Sessions;

/// <summary>
/// Where a network address is, as far as can be said without a directory of countries: the network that it belongs to, without
/// the part that names the one machine.
/// </summary>
public static class NetworkPlace
{
    /// <summary>Such as <c>203.0.113.x</c> or <c>2001:db8:7::</c>; <c>this machine</c> for loopback.</summary>
    public static string Of(IPAddress? address)
    {
        if (address is null) return "an unknown network";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address)) return "this machine";
        var bytes = address.GetAddressBytes();
        if (address.AddressFamily == AddressFamily.InterNetwork) return $"{bytes[0]}.{bytes[1]}.{bytes[2]}.x";
        bytes.AsSpan(6).Clear();
        return new IPAddress(bytes).ToString();
    }
}
