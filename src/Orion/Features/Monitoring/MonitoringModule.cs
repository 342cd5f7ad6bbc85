using Orion.Framework.Configuration;
using Orion.Framework.Modules;

namespace Orion.Features.Monitoring;

/// <summary>What the operator needs to see and to mend: work that failed.</summary>
public sealed class MonitoringModule : ModuleDefinition
{
    public override string Code => "monitoring";

    public override string Name => "Monitoring";

    public override string Summary => "Work that waits or failed, and letting it run again.";

    public override ModuleTier Tier => ModuleTier.Internal;

    public override IReadOnlyList<ICommand> Commands => [new ListJobsCommand(), new RetryJobsCommand()];
}
