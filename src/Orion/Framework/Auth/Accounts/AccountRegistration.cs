using Orion.Framework.Jobs;

namespace Orion.Framework.Auth.Accounts;

/// <summary>Registers what accounts of every kind need.</summary>
public static class AccountRegistration
{
    /// <summary>Their mails and checks; the stores of accounts are the modules'.</summary>
    public static IServiceCollection AddOrionAccounts(this IServiceCollection services, string module) => services
        .AddScoped<AccountMails>()
        .AddScoped<OwnPassword>()
        .AddJob<AccountMailRequest, SendAccountMail>(AccountMails.Kind, module);
}
