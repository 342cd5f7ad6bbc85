using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Orion.E2E;

/// <summary>A merchant sets up a second factor, and signs in with the app and with a recovery code.</summary>
public sealed class SecondFactorJourney(OrionServer server) : Journey(server)
{
    [Theory(Timeout = 240_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_person_sets_it_up_signs_in_with_it_and_turns_it_off(bool javaScript)
    {
        // A person of this test's own: the others sign in without a code.
        var address = $"two{Random.Shared.Next(10_000, 99_999)}@example.test";
        const string own = "a kettle, two birds and rain";
        await AppointAsync(address, own);
        var page = await OpenAsync(Server.At("admin.localhost", "/account/second-factor"), javaScript);
        await SignInAsync(page, address, own);
        await page.GetByLabel("Your password").FillAsync(own);
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        var key = Base32((await page.Locator("#second-factor-key").TextContentAsync())!);
        await page.GetByLabel("Code from your app").FillAsync(Code(key, 0));
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn it on" }).ClickAsync();
        var codes = await page.Locator("#recovery-codes code").AllTextContentsAsync();
        Assert.Equal(10, codes.Distinct().Count());
        await page.GetByRole(AriaRole.Link, new() { Name = "I have kept them" }).ClickAsync();

        var phone = await OpenAsync(Server.At("admin.localhost", "/account"), javaScript);
        await SignInAsync(phone, address, own);
        await phone.GetByLabel("Code from your app").FillAsync("000000");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(phone.GetByLabel("Code from your app")).ToHaveAttributeAsync("aria-invalid", "true");
        // The next step's: the code of the one before was used to set it up, and none is good twice.
        await phone.GetByLabel("Code from your app").FillAsync(Code(key, 1));
        await phone.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(phone.GetByRole(AriaRole.Heading, new() { Name = "How you sign in" })).ToBeVisibleAsync();

        var lost = await OpenAsync(Server.At("admin.localhost", "/account/second-factor"), javaScript);
        await SignInAsync(lost, address, own);
        await lost.GetByRole(AriaRole.Link, new() { Name = "Use a recovery code" }).ClickAsync();
        await lost.GetByLabel("Recovery code").FillAsync(codes[0].ToUpperInvariant());
        await lost.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(lost.GetByText("9 of 10")).ToBeVisibleAsync();
        await lost.GetByLabel("Your password").FillAsync(own);
        await lost.GetByLabel("Code from your app, or a recovery code").FillAsync(codes[1]);
        await lost.GetByRole(AriaRole.Button, new() { Name = "Turn it off" }).ClickAsync();
        await Expect(lost.GetByRole(AriaRole.Heading, new() { Name = "How you sign in" })).ToBeVisibleAsync();
        await WaitForMailAsync(address, "second factor");
    }

    /// <summary>An operator adds the person at the console; the person chooses a password by the mailed link.</summary>
    private async Task AppointAsync(string address, string password)
    {
        var operators = await OpenAsync(Server.At("admin.localhost", "/users/new"), width: 1440, height: 900);
        await SignInAsync(operators, "admin@orion.test");
        await operators.GetByLabel("Name").FillAsync("Tova Two");
        await operators.GetByLabel("E-mail address").FillAsync(address);
        await operators.Locator("main form button[type=submit]").Last.ClickAsync();
        await Expect(operators.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "Tova Two" })).ToBeVisibleAsync();
        var mail = await WaitForMailAsync(address, "/password?token=");
        var link = System.Text.RegularExpressions.Regex.Match(mail, "http://[^\\s\"<>]+/password\\?token=[A-Za-z0-9_-]{43}").Value;
        var page = await OpenAsync(link);
        await page.GetByLabel("New password").FillAsync(password);
        await page.Locator("form button[type=submit]").Last.ClickAsync();
        await Expect(page.GetByLabel("E-mail")).ToBeVisibleAsync();
    }

    /// <summary>What an app shows (RFC 6238, RFC 4226), so many steps from now.</summary>
    private static string Code(byte[] key, int later)
    {
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30) + later);
#pragma warning disable CA5350 // The standard's default, and what every app does.
        var hash = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Base32(string text)
    {
        const string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(text.Where(c => !char.IsWhiteSpace(c)).Select(c => Convert.ToString(letters.IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }
}
