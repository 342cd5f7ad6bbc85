using System.Collections.Concurrent;
using Orion.Framework.Net;

namespace Orion.Features.Catalog.Import.Pictures;

/// <summary>
/// What a run has learnt of the hosts that it asks. One that can't be reached is asked no more; a slow picture says nothing of
/// the others, but a host that lets every picture wait would hold the run for hours, so it is left after so many in a row.
/// </summary>
internal sealed class PictureHosts
{
    private const int MostSlowInARow = 24;

    private readonly ConcurrentDictionary<string, string> givenUp = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, int> slow = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Why the host of an address isn't asked any more; null while it is.</summary>
    public string? WhyNot(Uri address) => givenUp.GetValueOrDefault(address.Authority);

    /// <summary>Takes note of what came of asking.</summary>
    public void Learn(Uri address, Fetched fetched)
    {
        if (fetched.IsHostDown) givenUp.TryAdd(address.Authority, fetched.Problem!);
        else if (!fetched.IsSlow) slow[address.Authority] = 0;
        else if (slow.AddOrUpdate(address.Authority, 1, (_, count) => count + 1) >= MostSlowInARow)
            givenUp.TryAdd(address.Authority, $"The host was too slow {MostSlowInARow} times in a row.");
    }
}
