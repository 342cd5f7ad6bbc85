namespace Orion.Framework.Mail;

/// <summary>A mail that a store sends to one person.</summary>
/// <param name="Key">Names the mail within its store, such as <c>order-placed-ID</c>: sent again it has the same Message-ID.</param>
/// <param name="To">The address.</param>
/// <param name="ToName">The person's name, or empty.</param>
/// <param name="ReplyTo">Where answers go; the store's contact address.</param>
/// <param name="Subject">One line.</param>
/// <param name="Html">The body as a whole HTML document.</param>
/// <param name="Text">The same body as plain text.</param>
public sealed record StoreMail(string Key, string To, string ToName, string ReplyTo, string Subject, string Html, string Text);

/// <summary>
/// Sends a store's mails. Called by work, after the change that is told of has committed; at least once, so that a server which
/// accepts a mail and then loses the line may get it again, with the same Message-ID.
/// </summary>
public interface IMailer
{
    /// <summary>Sends it, or gives it to the folder of captured mail.</summary>
    /// <exception cref="Orion.Framework.Jobs.PermanentJobException">This address will never be reached.</exception>
    Task SendAsync(MailSender sender, StoreMail mail, CancellationToken stop);
}
