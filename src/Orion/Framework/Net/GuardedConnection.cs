using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Orion.Framework.Net;

/// <summary>Settings of what is fetched from elsewhere, under <c>Fetch</c>.</summary>
public sealed class FetchOptions
{
    /// <summary>Networks that may be fetched from although they aren't public, such as a picture server of one's own.</summary>
    public IReadOnlyList<IPNetwork> TrustedNetworks { get; set; } = [];
}

/// <summary>Turns a host's name into addresses.</summary>
public interface IHostResolver
{
    /// <summary>All addresses of a host.</summary>
    /// <exception cref="SocketException">The name is unknown, or nobody answers.</exception>
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken stop);
}

/// <summary>Asks the machine's own resolver.</summary>
internal sealed class SystemHostResolver : IHostResolver
{
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken stop) => Dns.GetHostAddressesAsync(host, stop);
}

/// <summary>The address is one that must not be fetched from.</summary>
public sealed class RefusedAddressException(string message) : IOException(message);

/// <summary>
/// Opens connections to public addresses only. It resolves the name and connects to the very address that it has checked, for
/// the first request and for every redirect: a name that answers differently the second time gains nothing.
/// </summary>
public sealed class GuardedConnection(IHostResolver resolver, IOptions<FetchOptions> options)
{
    private readonly IReadOnlyList<IPNetwork> trusted = options.Value.TrustedNetworks;

    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    /// <exception cref="RefusedAddressException">No address of the host may be fetched from.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await resolver.ResolveAsync(host, stop);
        var allowed = addresses.Where(IsAllowed).ToArray();
        if (allowed.Length == 0)
            throw new RefusedAddressException(addresses.Length == 0 ? $"{host} has no address." : $"{host} is not on the public internet.");

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, stop);
            if (socket.RemoteEndPoint is not IPEndPoint reached || !IsAllowed(reached.Address))
                throw new RefusedAddressException($"{host} is not on the public internet.");
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool IsAllowed(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return PublicAddresses.Contains(address) || trusted.Any(network => network.Contains(plain));
    }
}
