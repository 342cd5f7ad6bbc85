using Orion.Framework.Configuration;
using Orion.Framework.Modules;

namespace Orion.Features.DevTools;

/// <summary>What developers need: the demo stores.</summary>
public sealed class DevToolsModule : ModuleDefinition
{
    public override string Code => "dev-tools";

    public override string Name => "Developer tools";

    public override string Summary => "Demo stores with products, pictures, orders and logins.";

    public override ModuleTier Tier => ModuleTier.Internal;

    public override IReadOnlyList<string> Requires => ["tenancy", "core", "catalog", "customers", "inventory", "orders", "payments"];

    public override IReadOnlyList<ICommand> Commands => [new SeedCommand()];

    public override void AddServices(IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton<DemoStoreWriter>().AddSingleton<DemoSeed>().AddSingleton<IDevelopmentSeed>(s => s.GetRequiredService<DemoSeed>());
}
