using System.Collections.Frozen;
using MimeKit;
using Orion.Framework.Jobs;
using Orion.Framework.Mail;
using Orion.Framework.Tenancy;

namespace Orion.Tests.Framework.Mail;

public sealed class MailMessageTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 14, 9, 0, 0, TimeSpan.Zero);

    private static readonly TenantInfo Store = new(
        new Guid("0193f000-0000-7000-8000-000000000001"), "acme", "Acme\r\nBcc: thief@example.test", new(Guid.Empty, "harbour", "Harbour", "harbour.test", FrozenSet<string>.Empty),
        StoreStatus.Active, "USD", "en-US", "UTC", "US", 1, null);

    [Fact]
    public async Task Line_breaks_in_names_and_subjects_make_no_new_header()
    {
        using var message = MailMessage.Of(Store, Mail("carol@example.test", "Carol\r\nBcc: thief@example.test", "Order\r\nBcc: thief@example.test\r\n\r\nBody"), null, Now);
        using var bytes = new MemoryStream();
        await message.WriteToAsync(bytes, TestContext.Current.CancellationToken);
        bytes.Position = 0;
        using var read = await MimeMessage.LoadAsync(bytes, TestContext.Current.CancellationToken);

        Assert.Empty(read.Bcc);
        Assert.DoesNotContain(read.Headers, h => h.Field.Equals("Bcc", StringComparison.OrdinalIgnoreCase));
        Assert.Equal("carol@example.test", Assert.Single(read.To.Mailboxes).Address);
        Assert.StartsWith("Order", read.Subject, StringComparison.Ordinal);
        Assert.Equal("no-reply@harbour.test", Assert.Single(read.From.Mailboxes).Address);
    }

    [Theory]
    [InlineData("carol@example.test\r\nBcc: thief@example.test")]
    [InlineData("carol@example.test, thief@example.test")]
    [InlineData("Carol <carol@example.test>")]
    [InlineData("nobody")]
    [InlineData("")]
    public void What_is_not_one_address_is_never_written_to(string address) =>
        Assert.Throws<PermanentJobException>(() => MailMessage.Of(Store, Mail(address, "Carol", "Order"), null, Now));

    [Fact]
    public void The_same_mail_has_the_same_message_id_and_another_has_another()
    {
        Assert.Equal(MailMessage.IdOf(Store, "placed 1"), MailMessage.IdOf(Store, "placed 1"));
        Assert.NotEqual(MailMessage.IdOf(Store, "placed 1"), MailMessage.IdOf(Store, "placed 2"));
        Assert.EndsWith("@acme.harbour.test", MailMessage.IdOf(Store, "placed 1"), StringComparison.Ordinal);
    }

    private static StoreMail Mail(string to, string name, string subject) => new("placed 1", to, name, "hello@acme.test", subject, "<p>Hello</p>", "Hello");
}
