using Orion.Features.Support.Consent;
using Orion.Features.Support.Console;
using Orion.Features.Support.Mail;
using Orion.Features.Tenancy.Admin;
using Orion.Framework.Auth;
using Orion.Framework.Jobs;
using Orion.Framework.Modules;
using Orion.Framework.Web.Shell;

namespace Orion.Features.Support;

/// <summary>How somebody of the console helps in a store: asked for, allowed by the merchant, for a while, in the open.</summary>
public sealed class SupportModule : ModuleDefinition
{
    internal const string View = "support.view";
    internal const string Request = "support.request";
    internal const string BreakGlass = "support.break-glass";
    internal const string Decide = "support-access.decide";

    public override string Code => "support";

    public override string Name => "Support access";

    public override string Summary => "The console's people help in a store when its merchant allows it, for a while and in the open.";

    public override ModuleTier Tier => ModuleTier.Core;

    public override IReadOnlyList<string> Requires => ["core", "tenancy"];

    public override IReadOnlyList<Permission> Permissions =>
    [
        new("support-access.view", "See support access", Face.Store, BuiltInRoles.Manager, "Who of Orion's support asked for access, and who had it."),
        new(Decide, "Allow and end support access", Face.Store, Detail: "Lets somebody of Orion's support work in the store for a while."),
        new(View, "See support access to stores", Face.Admin, Admins: ConsoleRoles.Everyone),
        new(Request, "Ask for access to a store, and enter it", Face.Admin, Admins: ConsoleRoles.Support),
        new(BreakGlass, "Enter a store without its merchant's consent", Face.Admin)
    ];

    public override IReadOnlyList<MenuEntry> Menu =>
        [new(Face.Admin, "Support", "/support", "shield", View, 70)];

    public override IReadOnlyList<MenuEntry> Settings =>
        [new(Face.Store, "Support access", "/settings/support", "shield", "support-access.view", 40)];

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<ISupportSource, SupportSource>();
        services.AddScoped<IFrontPagePart, SupportFrontPage>();
        services.AddScoped<IStoreOverviewPart, SupportOverview>();
        services.AddJob<SupportMailRequest, SendSupportMail>(SendSupportMail.Kind, Code);
    }
}
