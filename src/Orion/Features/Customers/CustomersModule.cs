using Orion.Features.Customers.Sessions;
using Orion.Features.Customers.SignInCodes;
using Orion.Framework.Auth;
using Orion.Framework.Auth.Accounts;
using Orion.Framework.Auth.Sessions;
using Orion.Framework.Jobs;
using Orion.Framework.Modules;
using Orion.Framework.Web.Shell;

namespace Orion.Features.Customers;

/// <summary>The customers of a store and their accounts.</summary>
public sealed class CustomersModule : ModuleDefinition
{
    public override string Code => "customers";

    public override string Name => "Customers";

    public override string Summary => "Customers, their accounts and how they sign in.";

    public override ModuleTier Tier => ModuleTier.Core;

    public override IReadOnlyList<string> Requires => ["tenancy", "core"];

    public override IReadOnlyList<Permission> Permissions =>
        [new(CustomerPrincipal.Own, "See and change one's own account", Face.Shop)];

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<ISessionStore, CustomerSessions>();
        services.AddScoped<IAccountStore, CustomerAccounts>();
        services.AddScoped<IPrincipalSource, CustomerPrincipalSource>();
        services.AddScoped<IAccountPart, SessionsPart>();
        services.AddScoped<IShopChromePart, CustomerChrome>();
        services.AddJob<SignInCodeRequest, SendSignInCode>(SendSignInCode.Kind, Code);
    }
}
