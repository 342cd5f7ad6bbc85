using Orion.Framework.Modules;

namespace Orion.Features.Customers;

/// <summary>The customers of a store and their accounts.</summary>
public sealed class CustomersModule : ModuleDefinition
{
    public override string Code => "customers";

    public override string Name => "Customers";

    public override string Summary => "Customers, their accounts and how they sign in.";

    public override ModuleTier Tier => ModuleTier.Core;

    public override IReadOnlyList<string> Requires => ["tenancy", "core"];
}
