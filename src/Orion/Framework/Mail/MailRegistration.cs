using Orion.Framework.Configuration;

namespace Orion.Framework.Mail;

/// <summary>Registers how mail leaves.</summary>
public static class MailRegistration
{
    /// <summary>By SMTP where <c>Mail:Host</c> is set; into the folder of captured mail otherwise.</summary>
    public static IServiceCollection AddOrionMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<MailOptions>(configuration, "Mail");
        services.AddSingleton<StoreAddress>();
        services.AddSingleton<MailText>();
        if (configuration["Mail:Host"] is { Length: > 0 }) services.AddSingleton<IMailer, SmtpMailer>();
        else services.AddSingleton<IMailer, CapturingMailer>();
        return services;
    }
}
