using MailKit.Security;

namespace Orion.Framework.Mail;

/// <summary>Settings under <c>Mail</c>.</summary>
public sealed class MailOptions
{
    /// <summary>The SMTP server. Without one, mail is captured in <c>ORION_DATA/mail</c>.</summary>
    public string? Host { get; set; }

    public int Port { get; set; } = 587;

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>How the line is secured: <c>StartTls</c>, <c>SslOnConnect</c>, <c>Auto</c>, or <c>None</c> for a catcher on this machine.</summary>
    public SecureSocketOptions Security { get; set; } = SecureSocketOptions.StartTls;

    /// <summary>The address that all stores send from; by default <c>no-reply@</c> their platform's host.</summary>
    public string? From { get; set; }
}
