using Orion.Framework.Modules;

namespace Orion.Features.Payments;

/// <summary>Being paid, by providers.</summary>
public sealed class PaymentsModule : ModuleDefinition
{
    public override string Code => "payments";

    public override string Name => "Payments";

    public override string Summary => "Takes payments through providers; a test gateway is built in.";

    public override ModuleTier Tier => ModuleTier.Optional;

    public override IReadOnlyList<string> Requires => ["tenancy"];
}
