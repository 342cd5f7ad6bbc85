using System.Globalization;
using CsCheck;
using Microsoft.Extensions.Options;
using MimeKit;
using Orion.Framework.Mail;
using Orion.Framework.Web;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Framework.Web;

public sealed class EmailAddressTests
{
    private static readonly MailSender Sender = new(Guid.Empty, "Acme", "acme.harbour.test", "harbour.test");

    [Theory]
    [InlineData("ada@example.com", "ada@example.com")]
    [InlineData("  ada@example.com\n", "ada@example.com")]
    [InlineData("Ada.Byron+shop@Example.COM", "Ada.Byron+shop@example.com")]
    [InlineData("info@übung.de", "info@xn--bung-zra.de")]
    [InlineData("info@ÜBUNG.de", "info@xn--bung-zra.de")]
    [InlineData("info@xn--bung-zra.de", "info@xn--bung-zra.de")]
    [InlineData("info@例え.テスト", "info@xn--r8jz45g.xn--zckzah")]
    [InlineData("o'neill@a-b.co.uk", "o'neill@a-b.co.uk")]
    [InlineData("!#$%&'*+/=?^_`{|}~-@example.com", "!#$%&'*+/=?^_`{|}~-@example.com")]
    public void An_address_is_stored_as_it_is_sent(string typed, string stored)
    {
        Assert.True(EmailAddress.TryParse(typed, out var address));
        Assert.Equal(stored, address);
    }

    [Theory]
    [InlineData("übung.de", "xn--bung-zra.de")]
    [InlineData("ÜBUNG.de", "xn--bung-zra.de")]
    [InlineData("Info@übung.de", "Info@xn--bung-zra.de")]
    [InlineData("xn--bung-zra.de", "übung.de")]
    [InlineData("info@XN--bung-zra.de", "info@übung.de")]
    [InlineData("info@", null)]
    [InlineData("ada@example.com", null)]
    [InlineData("xn--zzzzzzzzzz-.com", null)]
    [InlineData(".übung.de", null)]
    [InlineData("", null)]
    public void What_is_looked_for_has_the_other_spelling_of_its_host(string sought, string? other) => Assert.Equal(other, EmailAddress.OtherSpelling(sought));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData("a..b@example.com")]
    [InlineData(".a@example.com")]
    [InlineData("a.@example.com")]
    [InlineData("a b@example.com")]
    [InlineData("a@b@example.com")]
    [InlineData("\"a b\"@example.com")]
    [InlineData("a(comment)@example.com")]
    [InlineData("Ada <ada@example.com>")]
    [InlineData("ada@example.com, eve@example.com")]
    [InlineData("ada@example.com\r\nBcc: eve@example.com")]
    [InlineData("ada@localhost")]
    [InlineData("ada@example..com")]
    [InlineData("ada@example.com.")]
    [InlineData("ada@-example.com")]
    [InlineData("ada@exam_ple.com")]
    [InlineData("ada@127.0.0.1")]
    [InlineData("ada@[127.0.0.1]")]
    [InlineData("ada@xn--zzzzzzzzzz-.com")]
    [InlineData("ada@xn--a.com")]
    [InlineData("jürgen@example.com")]
    [InlineData("ada@exa\0mple.com")]
    [InlineData("ada@exa\u202Emple.com")]
    public void What_mail_could_not_be_sent_to_is_no_address(string? typed) => Assert.False(EmailAddress.IsValid(typed));

    [Fact]
    public void No_address_is_longer_than_mail_allows()
    {
        var host = string.Join('.', Enumerable.Repeat(new string('h', 60), 3)) + ".com";
        Assert.True(EmailAddress.IsValid(new string('a', 64) + "@example.com"));
        Assert.False(EmailAddress.IsValid(new string('a', 65) + "@example.com"));
        Assert.True(EmailAddress.IsValid($"{new string('a', 64)}@{host}"));
        Assert.False(EmailAddress.IsValid($"{new string('a', 64)}@hhh.{host}"));
        // 40 characters are 240 bytes and more in ASCII.
        Assert.False(EmailAddress.IsValid($"{new string('a', 64)}@{string.Join('.', Enumerable.Repeat(new string('漢', 15), 9))}.com"));
    }

    [Fact]
    public void Both_spellings_of_a_host_are_one_account_and_no_account_is_somebody_elses()
    {
        Assert.Equal(EmailAddress.Identity("Info@übung.de"), EmailAddress.Identity("info@XN--BUNG-ZRA.de"));
        Assert.NotEqual(EmailAddress.Identity("info@ubung.de"), EmailAddress.Identity("info@übung.de"));
        // The Kelvin sign is a k in lower case, and no k in an address.
        Assert.NotEqual("kim@example.com", EmailAddress.Identity("\u212Aim@example.com"));
    }

    [Theory]
    [InlineData("info@xn--bung-zra.de", "info@übung.de")]
    [InlineData("info@example.com", "info@example.com")]
    [InlineData("info@xn--zzzzzzzzzz-.com", "info@xn--zzzzzzzzzz-.com")]
    [InlineData("", "")]
    public void People_read_a_host_in_its_own_script(string stored, string shown) => Assert.Equal(shown, EmailAddress.Display(stored));

    [Fact(Timeout = 120_000)]
    public async Task Whatever_is_accepted_is_mailed_to_just_that_address()
    {
        await using var sink = new SmtpSink();
        var mailer = new SmtpMailer(
            Options.Create(new MailOptions { Host = "127.0.0.1", Port = sink.Port, Security = MailKit.Security.SecureSocketOptions.None }), TimeProvider.System);
        List<string> accepted = [];
        Typed.Sample(text =>
        {
            if (EmailAddress.TryParse(text, out var address)) lock (accepted) accepted.Add(address);
            return !EmailAddress.IsValid(text) || (EmailAddress.TryParse(EmailAddress.Display(address), out var again) && again == address);
        }, iter: 5_000);
        List<string> sent = [.. accepted.Distinct().Take(300)];
        foreach (var (address, number) in sent.Select((a, i) => (a, i)))
            await mailer.SendAsync(
                Sender, new StoreMail(number.ToString(CultureInfo.InvariantCulture), address, "Ada", "hello@acme.test", "Order", "<p>Hello</p>", "Hello"),
                TestContext.Current.CancellationToken);

        Assert.True(sent.Count > 100, $"{sent.Count} addresses");
        Assert.Equal(sent, sink.Taken.Select(t => t.To));
        foreach (var (to, text) in sink.Taken)
        {
            using var bytes = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
            using var mail = await MimeMessage.LoadAsync(bytes, TestContext.Current.CancellationToken);
            Assert.Equal(to, Assert.Single(mail.To.Mailboxes).GetAddress(idnEncode: true));
        }
    }

    /// <summary>Texts that are nearly addresses: parts of them, signs that mean something in mail, and letters of many scripts.</summary>
    private static Gen<string> Typed
    {
        get
        {
            var local = Gen.OneOf(
                Gen.String[Gen.Char["abcXYZ019.!#$%&'*+/=?^_`{|}~-"], 1, 12], AnyOf("a", "a.b", "\"a b\"", "a..b", "é", "a\\b", "postmaster"));
            var label = Gen.OneOf(
                Gen.String[Gen.Char["abcXYZ019-"], 1, 10], Gen.String[Gen.Char["äöüßçñøłабвгδεζ中文字日本語한국어אבגعرب"], 1, 6],
                AnyOf("example", "xn--bung-zra", "xn--a", "xn--", "faß", "ｅｘ", "☃", "a_b", "", "123", new string('a', 63), new string('a', 64)));
            var top = AnyOf("com", "test", "co.uk", "онлайн", "xn--p1ai", "7", "c", "Museum", "");
            return Gen.Select(local, Gen.OneOf(label, Gen.Select(label, label, (a, b) => $"{a}.{b}")), top, AnyOf("", " ", "\t", ">", ","),
                (l, h, t, after) => $"{l}@{h}.{t}{after}");
        }
    }

    private static Gen<string> AnyOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}
