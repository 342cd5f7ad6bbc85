using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;
using Orion.Framework.Jobs;

namespace Orion.Framework.Mail;

/// <summary>Sends through the SMTP server of the settings.</summary>
internal sealed class SmtpMailer(IOptions<MailOptions> options, TimeProvider clock) : IMailer
{
    private const int TimeoutMilliseconds = 20_000;

    public async Task SendAsync(MailSender sender, StoreMail mail, CancellationToken stop)
    {
        var settings = options.Value;
        using var message = MailMessage.Of(sender, mail, settings.From, clock.GetUtcNow());
        using var client = new SmtpClient { Timeout = TimeoutMilliseconds };
        await client.ConnectAsync(settings.Host!, settings.Port, settings.Security, stop);
        if (settings.User is { Length: > 0 }) await client.AuthenticateAsync(settings.User, settings.Password ?? "", stop);
        // Hosts go out in ASCII, which every server takes; one that takes Unicode would be sent that.
        client.Capabilities &= ~SmtpCapabilities.UTF8;
        try
        {
            await client.SendAsync(message, stop);
        }
        catch (SmtpCommandException refused) when (refused.ErrorCode == SmtpErrorCode.RecipientNotAccepted && (int)refused.StatusCode >= 500)
        {
            throw new PermanentJobException($"The mail server refused the address ({(int)refused.StatusCode}).");
        }

        await client.DisconnectAsync(quit: true, stop);
    }
}
