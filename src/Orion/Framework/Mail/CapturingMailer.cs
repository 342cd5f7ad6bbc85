using Microsoft.Extensions.Options;
using Orion.Framework.Configuration;

namespace Orion.Framework.Mail;

/// <summary>
/// Puts mails into <c>ORION_DATA/mail</c> as <c>.eml</c> files, named by their Message-ID: a mail that is sent twice is there once.
/// </summary>
internal sealed class CapturingMailer(IConfiguration configuration, IOptions<MailOptions> options, TimeProvider clock) : IMailer
{
    private readonly string folder = Path.Combine(DataFolder.Of(configuration), "mail");

    public async Task SendAsync(MailSender sender, StoreMail mail, CancellationToken stop)
    {
        using var message = MailMessage.Of(sender, mail, options.Value.From, clock.GetUtcNow());
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, message.MessageId + ".eml");
        var draft = $"{file}.{Guid.CreateVersion7():N}";
        await using (var stream = File.Create(draft)) await message.WriteToAsync(stream, stop);
        // Whoever reads the folder never sees half a mail.
        File.Move(draft, file, overwrite: true);
    }
}
