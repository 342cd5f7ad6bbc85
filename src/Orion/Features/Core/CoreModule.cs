using Orion.Features.Core.Accounts;
using Orion.Features.Core.ApiKeys;
using Orion.Features.Core.Invitations;
using Orion.Features.Core.Ownership;
using Orion.Features.Core.SecondFactors;
using Orion.Features.Core.Sessions;
using Orion.Features.Core.Switching;
using Orion.Features.Core.Teams;
using Orion.Framework.Auth;
using Orion.Framework.Auth.Accounts;
using Orion.Framework.Auth.Limits;
using Orion.Framework.Auth.Sessions;
using Orion.Framework.Configuration;
using Orion.Framework.Jobs;
using Orion.Framework.Modules;
using Orion.Framework.Web.Shell;

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
        new("team.view", "See the team", Face.Store, BuiltInRoles.Everyone, "Who works here, as what, and since when."),
        new("team.edit", "Change the team", Face.Store, BuiltInRoles.Manager, "Invite people, give them roles and remove them; never above oneself."),
        new("roles.view", "See roles", Face.Store, BuiltInRoles.Everyone),
        new("roles.edit", "Make and change roles", Face.Store, BuiltInRoles.Manager, "Only with permissions that one holds oneself."),
        new("api-keys.view", "See API keys", Face.Store, BuiltInRoles.Manager, "Their names and beginnings; a key itself is shown once, to its maker."),
        new("api-keys.edit", "Make and revoke API keys", Face.Store, BuiltInRoles.Manager, "A key never does more than its maker may."),
        new("users.view", "See who works at the console", Face.Admin, Admins: ConsoleRoles.Everyone),
        new("users.edit", "Add people, change roles, shut people out", Face.Admin)
    ];

    public override IReadOnlyList<MenuEntry> Menu =>
        [new(Face.Store, "Home", "/", "home", "dashboard.view", 10), new(Face.Admin, "People", "/users", "users", "users.view", 80)];

    public override IReadOnlyList<MenuEntry> Settings =>
    [
        new(Face.Store, "Team", "/settings/team", "users", "team.view", 10),
        new(Face.Store, "Roles", "/settings/roles", "shield", "roles.view", 20),
        new(Face.Store, "API keys", "/settings/api-keys", "key", "api-keys.view", 30)
    ];

    public override IReadOnlyList<ICommand> Commands => [new CreateAdminCommand(), new ResetSecondFactorCommand(), new RotateKeysCommand()];

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<KeySeal>();
        services.AddSingleton<KeyRing>();
        services.AddScoped<KeyRotation>();
        services.AddHostedService<KeySchedule>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<PrincipalCache>();
        services.AddSingleton<TokenAuthentication>();
        services.AddSingleton<ApiKeyAuthentication>();
        services.AddScoped<IApiKeySource, ApiKeySource>();
        services.AddScoped<IStoreChromePart, OtherStores>();
        services.AddScoped<IFrontPagePart, OwnershipFrontPage>();
        services.AddJob<InvitationMailRequest, SendInvitation>(SendInvitation.Kind, Code);
        services.AddSingleton<Passwords>();
        services.AddScoped<IStoreTeams, StoreTeams>();
        services.AddSingleton<RedisCounters>();
        services.AddSingleton<SignInLimits>();
        services.AddSingleton<SignInCheck>();
        services.AddSettings<SignInLimitOptions>(configuration, "Limits:SignIn");
        services.AddScoped<ISessionStore, UserSessions>();
        services.AddScoped<IAccountStore, UserAccounts>();
        services.AddOrionAccounts(Code);
        services.AddSingleton<SecondFactorSecrets>();
        services.AddSingleton<SecondFactorPolicy>();
        services.AddScoped<SecondFactorCheck>();
        services.AddScoped<RecoveryCodes>();
        services.AddScoped<IUserAccountPart, SignInPart>();
        services.AddScoped<IUserAccountPart, SessionsPart>();
        services.AddScoped<IPrincipalSource, AdminPrincipalSource>();
        services.AddScoped<IPrincipalSource, StorePrincipalSource>();
        services.AddSingleton<ITenantStrategy, TokenStrategy>();
    }
}
