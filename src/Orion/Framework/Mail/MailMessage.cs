using System.Security.Cryptography;
using System.Text;
using MimeKit;
using Orion.Framework.Jobs;
using Orion.Framework.Text;

namespace Orion.Framework.Mail;

/// <summary>Makes the message that goes out. Whatever people have typed stays inside its header: RFC 5322 knows no line break there.</summary>
internal static class MailMessage
{
    /// <exception cref="PermanentJobException">The address is none.</exception>
    public static MimeMessage Of(MailSender sender, StoreMail mail, string? from, DateTimeOffset now)
    {
        var message = new MimeMessage
        {
            MessageId = IdOf(sender, mail.Key),
            Date = now,
            Subject = OneLine(mail.Subject)
        };
        message.From.Add(new MailboxAddress(OneLine(sender.Name), from is { Length: > 0 } ? from : "no-reply@" + sender.PlatformHost));
        message.To.Add(AddressOf(mail.To, mail.ToName) ?? throw new PermanentJobException("Its address is not one that mail can be sent to."));
        if (AddressOf(mail.ReplyTo, sender.Name) is { } reply) message.ReplyTo.Add(reply);
        // Says to other machines not to answer (RFC 3834).
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Body = new BodyBuilder { TextBody = mail.Text, HtmlBody = mail.Html }.ToMessageBody();
        return message;
    }

    /// <summary>The same for the same mail, so that those who get it twice can tell.</summary>
    public static string IdOf(MailSender sender, string key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{sender.Id}|{key}"));
        return $"{Convert.ToHexStringLower(hash.AsSpan(0, 20))}@{sender.Host}";
    }

    private static MailboxAddress? AddressOf(string address, string name)
    {
        return EmailAddress.TryParse(address, out var parsed) ? new MailboxAddress(OneLine(name), parsed) : null;
    }

    private static string OneLine(string text)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Trim();
        return TextLimit.Shorten(line, 200);
    }
}
