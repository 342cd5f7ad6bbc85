using Carter;
using Orion.Features.Core.Accounts;
using Orion.Features.Core.Dashboard;
using Orion.Features.Core.SecondFactors;
using Orion.Features.Core.Sessions;
using Orion.Framework.Auth.Accounts;
using Orion.Framework.Modules;
using Orion.Framework.Web.Shell;

namespace Orion.Features.Core;

/// <summary>A store's dashboard: signing in to it, and its first page.</summary>
public sealed class CoreStore : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        app.Store("core").AddSignIn();
        app.Store("core").AddAccount();
        app.Store("core").AddSecondFactor();
        app.Store("core").AddAccountRecovery();
        app.Store("core").Requires("dashboard.view").Pages.Get("/", Show);
    }

    private static async Task<Answer<ShowDashboard.Result>> Show(
        IEnumerable<IFrontPagePart> parts, ModuleRegistry modules, RequestContext request, CancellationToken stop) =>
        new(await new ShowDashboard().RunAsync(parts, modules, request, stop), m => DashboardPage.Create(m));
}
