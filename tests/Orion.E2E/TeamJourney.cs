using System.Text.RegularExpressions;

namespace Orion.E2E;

/// <summary>Someone is invited, joins, sees what the role allows, works for two stores, and is removed.</summary>
public sealed partial class TeamJourney(OrionServer server) : Journey(server)
{
    [Fact(Timeout = 240_000)]
    public async Task A_newcomer_joins_by_mail_and_sees_no_more_than_the_role_allows()
    {
        var address = $"newcomer{Random.Shared.Next(10_000, 99_999)}@example.test";
        const string own = "a kettle, two birds and rain";
        var owner = await OpenAsync(Server.At("sumi.localhost", "/store/settings/team"), width: 1440, height: 900);
        await SignInAsync(owner, "owner@sumi.test");
        await InviteAsync(owner, address, "viewer");
        var link = await LinkAsync(address);

        var newcomer = await OpenAsync(link);
        await newcomer.GetByLabel("Your name").FillAsync("Nora Newcomer");
        await newcomer.GetByLabel("Choose a password").FillAsync("12345678");
        await newcomer.GetByRole(AriaRole.Button, new() { Name = "Join the team" }).ClickAsync();
        await Expect(newcomer.GetByLabel("Choose a password")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(newcomer.GetByLabel("Your name")).ToHaveValueAsync("Nora Newcomer");
        await newcomer.GetByLabel("Choose a password").FillAsync(own);
        await newcomer.GetByRole(AriaRole.Button, new() { Name = "Join the team" }).ClickAsync();
        await SignInAsync(newcomer, address, own);
        var menu = newcomer.GetByRole(AriaRole.Navigation, new() { Name = "Main" });
        await Expect(menu.GetByRole(AriaRole.Link, new() { Name = "Orders" })).ToBeVisibleAsync();
        await Expect(menu.GetByRole(AriaRole.Link, new() { Name = "Activity" })).ToHaveCountAsync(0);

        await newcomer.GotoAsync(Server.At("sumi.localhost", "/store/products"));
        await Expect(newcomer.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Expect(newcomer.Locator("a[href$='/products/new']")).ToHaveCountAsync(0);
        Assert.Equal(403, (await newcomer.GotoAsync(Server.At("sumi.localhost", "/store/products/new")))!.Status);
        await newcomer.GotoAsync(Server.At("sumi.localhost", "/store/settings/team"));
        await Expect(newcomer.GetByText("Nora Newcomer (you)")).ToBeVisibleAsync();
        await Expect(newcomer.GetByRole(AriaRole.Button, new() { Name = "Send the invitation" })).ToHaveCountAsync(0);

        var late = await OpenAsync(link);
        await Expect(late.GetByRole(AriaRole.Button, new() { Name = "Join the team" })).ToHaveCountAsync(0);

        // A better role holds at once, without another sign-in.
        await owner.GotoAsync(Server.At("sumi.localhost", "/store/settings/team"));
        var row = owner.GetByRole(AriaRole.Listitem).Filter(new() { HasText = address });
        await row.GetByText("Change…").ClickAsync();
        await row.GetByRole(AriaRole.Combobox).SelectOptionAsync("manager");
        await row.GetByRole(AriaRole.Button, new() { Name = "Change role" }).ClickAsync();
        await EventuallyAsync(async () =>
        {
            await newcomer.GotoAsync(Server.At("sumi.localhost", "/store"));
            return await menu.GetByRole(AriaRole.Link, new() { Name = "Activity" }).CountAsync() == 1;
        });
    }

    [Fact(Timeout = 240_000)]
    public async Task A_colleague_of_another_store_works_for_both_and_is_out_of_the_one_when_removed()
    {
        var owner = await OpenAsync(Server.At("kiln.localhost", "/store/settings/team"), width: 1440, height: 900);
        await SignInAsync(owner, "owner@kiln.test");
        await InviteAsync(owner, "staff@hollow.test", "staff");

        var colleague = await OpenAsync(await LinkAsync("staff@hollow.test"), width: 1440, height: 900);
        await Expect(colleague.GetByLabel("Your name")).ToHaveCountAsync(0);
        await colleague.GetByLabel("Password").FillAsync("not the password");
        await colleague.GetByRole(AriaRole.Button, new() { Name = "Join the team" }).ClickAsync();
        await Expect(colleague.GetByLabel("Password")).ToHaveAttributeAsync("aria-invalid", "true");
        await colleague.GetByLabel("Password").FillAsync(Password);
        await colleague.GetByRole(AriaRole.Button, new() { Name = "Join the team" }).ClickAsync();
        await SignInAsync(colleague, "staff@hollow.test");

        await colleague.GetByText("Switch store").ClickAsync();
        await colleague.Locator(".work-stores a").First.ClickAsync();
        await SignInAsync(colleague, "staff@hollow.test");
        Assert.StartsWith("hollow.", new Uri(colleague.Url).Host, StringComparison.Ordinal);
        await colleague.GetByText("Switch store").ClickAsync();
        await colleague.Locator(".work-stores a").First.ClickAsync();
        await Expect(colleague.GetByRole(AriaRole.Navigation, new() { Name = "Main" })).ToBeVisibleAsync();
        Assert.StartsWith("kiln.", new Uri(colleague.Url).Host, StringComparison.Ordinal);

        await owner.GotoAsync(Server.At("kiln.localhost", "/store/settings/team"));
        var row = owner.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "staff@hollow.test" });
        await row.GetByText("Change…").ClickAsync();
        await row.GetByRole(AriaRole.Button, new() { NameRegex = new("^Remove") }).ClickAsync();
        await Expect(owner.GetByText("staff@hollow.test")).ToHaveCountAsync(0);
        await EventuallyAsync(async () =>
        {
            await colleague.GotoAsync(Server.At("kiln.localhost", "/store/orders"));
            return colleague.Url.Contains("/login", StringComparison.Ordinal);
        });
        await colleague.GotoAsync(Server.At("hollow.localhost", "/store/orders"));
        await Expect(colleague.GetByRole(AriaRole.Navigation, new() { Name = "Main" })).ToBeVisibleAsync();

        await owner.GotoAsync(Server.At("kiln.localhost", "/store/audit"));
        await Expect(owner.GetByText("staff@hollow.test").Or(owner.GetByText("Team member")).First).ToBeVisibleAsync();
    }

    private static async Task InviteAsync(IPage page, string address, string role)
    {
        await page.GetByLabel("E-mail address").FillAsync(address);
        await page.Locator("select[name=role]").Last.SelectOptionAsync(role);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the invitation" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = address })).ToBeVisibleAsync();
    }

    private async Task<string> LinkAsync(string address) =>
        Link().Match(await WaitForMailAsync($"To: {address}", "/invitations/")).Value;

    [GeneratedRegex("http://[^\\s\"<>]+/invitations/[A-Za-z0-9_-]{43}")]
    private static partial Regex Link();
}
