using Carter;
using Orion.Features.Core.Accounts;
using Orion.Features.Core.SecondFactors;
using Orion.Features.Core.Sessions;
using Orion.Framework.Auth.Accounts;

namespace Orion.Features.Core;

/// <summary>Signing in to the console, and operators' own accounts.</summary>
public sealed class CoreAdmin : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        app.Admin("core").AddSignIn();
        app.Admin("core").AddAccount();
        app.Admin("core").AddSecondFactor();
        app.Admin("core").AddAccountRecovery();
    }
}
