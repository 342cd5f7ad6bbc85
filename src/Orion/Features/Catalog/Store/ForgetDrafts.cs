using Orion.Framework.Jobs;
using Orion.Framework.Storage;

namespace Orion.Features.Catalog.Store;

/// <summary>Asks for the drafts of pictures to be deleted whose process was killed while it wrote them.</summary>
public sealed record ForgetDrafts
{
    /// <summary>The stable word for this work.</summary>
    public const string Kind = "catalog.forget-drafts";

    /// <summary>No upload takes as long: a draft that is older is nobody's.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(6);
}

/// <summary>Does so for all stores at once.</summary>
internal sealed class ForgetDraftsJob(IFileStore files, TimeProvider clock) : JobHandler<ForgetDrafts>
{
    public override Task RunAsync(ForgetDrafts payload, CancellationToken stop)
    {
        files.DeleteDrafts(clock.GetUtcNow() - ForgetDrafts.Patience);
        return Task.CompletedTask;
    }
}
