using System.Text.RegularExpressions;

namespace Orion.E2E;

/// <summary>A customer comes in without a password.</summary>
public sealed partial class SignInJourney(OrionServer server) : Journey(server)
{
    [Theory(Timeout = 240_000)]
    [InlineData(true, "kiln")]
    [InlineData(false, "hollow")]
    public async Task A_customer_signs_in_by_a_mailed_code(bool javaScript, string code)
    {
        var page = await OpenAsync(Server.At($"{code}.localhost", "/login"), javaScript);
        await page.GetByRole(AriaRole.Link, new() { Name = "Mail me a code instead" }).ClickAsync();
        await page.GetByLabel("E-mail address").FillAsync($"customer@{code}.test");
        await page.GetByRole(AriaRole.Button, new() { Name = "Mail me a code" }).ClickAsync();
        var field = page.GetByLabel("Code from the mail");
        await field.FillAsync("12");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(field).ToHaveAttributeAsync("aria-invalid", "true");
        await field.FillAsync(Code().Match(await WaitForMailAsync($"customer@{code}.test", "is your code for")).Groups[1].Value);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Where you are signed in" })).ToBeVisibleAsync();
    }

    [GeneratedRegex("Subject: ([0-9]{6})")]
    private static partial Regex Code();
}
