using Orion.Features.Core.Accounts;
using Orion.Features.Core.Sessions;
using Orion.Features.Core.Teams;
using Orion.Framework.Auth;
using Orion.Framework.Auth.Accounts;
using Orion.Framework.Auth.Sessions;
using Orion.Framework.Configuration;
using Orion.Framework.Modules;

namespace Orion.Features.Core;

/// <summary>People who work with Orion, and how they sign in.</summary>
public sealed class CoreModule : ModuleDefinition
{
    public override string Code => "core";

    public override string Name => "Core";

    public override string Summary => "Operators, merchants, their teams, and signing in.";

    public override ModuleTier Tier => ModuleTier.Core;

    public override IReadOnlyList<string> Requires => ["tenancy"];

    public override IReadOnlyList<Permission> Permissions =>
    [
        new("dashboard.view", "See the dashboard", Face.Store, BuiltInRoles.Everyone),
        new("users.view", "See who works at the console", Face.Admin, Admins: ConsoleRoles.Everyone),
        new("users.edit", "Add people, change roles, shut people out", Face.Admin)
    ];

    public override IReadOnlyList<MenuEntry> Menu =>
        [new(Face.Store, "Home", "/", "home", "dashboard.view", 10), new(Face.Admin, "People", "/users", "users", "users.view", 80)];

    public override IReadOnlyList<ICommand> Commands => [new CreateAdminCommand(), new RotateKeysCommand()];

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<KeySeal>();
        services.AddSingleton<KeyRing>();
        services.AddScoped<KeyRotation>();
        services.AddHostedService<KeySchedule>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<PrincipalCache>();
        services.AddSingleton<TokenAuthentication>();
        services.AddSingleton<Passwords>();
        services.AddScoped<IStoreTeams, StoreTeams>();
        services.AddSingleton<SignInLimits>();
        services.AddSingleton<SignInCheck>();
        services.Configure<SignInLimitOptions>(configuration.GetSection("Limits:SignIn"));
        services.AddScoped<ISessionStore, UserSessions>();
        services.AddScoped<IAccountStore, UserAccounts>();
        services.AddOrionAccounts(Code);
        services.AddScoped<IUserAccountPart, SignInPart>();
        services.AddScoped<IUserAccountPart, SessionsPart>();
        services.AddScoped<IPrincipalSource, AdminPrincipalSource>();
        services.AddScoped<IPrincipalSource, StorePrincipalSource>();
        services.AddSingleton<ITenantStrategy, TokenStrategy>();
    }
}
