using Orion.Features.Catalog;
using Orion.Framework.Jobs;

namespace Orion.Features.Inventory;

/// <summary>Asks for promises whose holder never came back to be released.</summary>
public sealed record ReleaseForgottenStock
{
    /// <summary>The stable word for this work.</summary>
    public const string Kind = "inventory.release-forgotten-stock";
}

/// <summary>
/// Does so for one store. A draft's own end frees its stock within seconds; this is for holders that are gone without one, whose
/// goods would otherwise be lost to the shop for good.
/// </summary>
internal sealed class ReleaseForgottenStockJob(IStock stock) : JobHandler<ReleaseForgottenStock>
{
    public override Task RunAsync(ReleaseForgottenStock payload, CancellationToken stop) => stock.ExpireAsync(stop);
}
