using Orion.Framework.Configuration;
using Orion.Framework.Jobs;
using Orion.Framework.Modules;

namespace Orion.Features.Audit;

/// <summary>The log of what was done, as people read it.</summary>
public sealed class AuditModule : ModuleDefinition
{
    public override string Code => "audit";

    public override string Name => "Activity log";

    public override string Summary => "Who did what, when and from where, in stores and in the installation.";

    public override ModuleTier Tier => ModuleTier.Core;

    public override IReadOnlyList<Permission> Permissions =>
    [
        new("audit.view", "See the activity log", Face.Store, BuiltInRoles.Manager, "Everything that anybody did in the store."),
        new("audit.export", "Export the activity log", Face.Store, BuiltInRoles.Manager),
        new("activity.view", "See the activity of all stores", Face.Admin, Admins: ConsoleRoles.Everyone),
        new("activity.export", "Export the activity of all stores", Face.Admin, Admins: ConsoleRoles.Auditor)
    ];

    public override IReadOnlyList<MenuEntry> Menu =>
    [
        new(Face.Store, "Activity", "/audit", "clock", "audit.view", 90),
        new(Face.Admin, "Activity", "/audit", "clock", "activity.view", 90)
    ];

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<AuditOptions>(configuration, "Audit");
        services.AddJob<ClearAudit, ClearAuditJob>(ClearAudit.Kind, "audit", "17 3 * * *", JobReach.Installation);
    }
}
