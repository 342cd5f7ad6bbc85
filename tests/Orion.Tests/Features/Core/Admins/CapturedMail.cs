using MimeKit;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Core.Admins;

/// <summary>The mails that an application of a test captured.</summary>
internal static class CapturedMail
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Waits for a mail to somebody, by its subject, and gives its text.</summary>
    public static async Task<string> MailAsync(this OrionApp app, string to, string subject, string? containing = null)
    {
        var folder = Path.Combine(app.DataFolder, "mail");
        for (var tries = 0; tries < 500; tries++, await Task.Delay(20, Stop))
            foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml") : [])
            {
                using var mail = await MimeMessage.LoadAsync(file, Stop);
                if (mail.To.Mailboxes.Single().Address == to && mail.Subject?.StartsWith(subject, StringComparison.Ordinal) == true
                    && (containing is null || mail.TextBody?.Contains(containing, StringComparison.Ordinal) == true)) return mail.TextBody ?? "";
            }

        throw new InvalidOperationException($"No mail '{subject}' reached {to}.");
    }
}
