using Microsoft.AspNetCore.HttpOverrides;

namespace Orion.Framework.Configuration;

/// <summary>
/// Whose <c>X-Forwarded-For</c>, <c>-Proto</c> and <c>-Host</c> are believed: the peers named by <c>Forwarded:KnownProxies</c>, and
/// this machine alone when it names none. From everybody else they are ignored.
/// </summary>
public static class KnownProxies
{
    private static readonly IReadOnlyList<System.Net.IPNetwork> ThisMachine =
        [System.Net.IPNetwork.Parse("127.0.0.0/8"), System.Net.IPNetwork.Parse("::1/128")];

    /// <summary>Reads the setting.</summary>
    /// <exception cref="OperatorException">It can't be read.</exception>
    public static IServiceCollection AddKnownProxies(this IServiceCollection services, IConfiguration configuration)
    {
        var named = configuration.GetNetworks("Forwarded:KnownProxies");
        return services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            // A chain is followed from its near end as long as its members are known: the first that isn't is the client.
            forwarded.ForwardLimit = null;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in named.Count > 0 ? named : ThisMachine) forwarded.KnownIPNetworks.Add(network);
        });
    }
}
