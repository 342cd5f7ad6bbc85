using System.Text.RegularExpressions;
using Orion.Features.Core;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Core.Teams;

public sealed partial class InvitationTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static readonly object New = new { name = "Nora New", password = "four words in a row" };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_is_good_once_however_often_it_is_looked_at_or_sent_at_once()
    {
        var token = await MakeAsync("acme", "once@example.test");
        using var client = app.Api("acme");
        for (var looks = 0; looks < 2; looks++) Assert.Equal(200, (await client.SendAsync("GET", $"/api/v1/store/invitations/{token}")).Status);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => client.SendAsync("POST", $"/api/v1/store/invitations/{token}", New)));
        Assert.Equal(1, answers.Count(a => a.Status == 200));
        Assert.Equal("404 invitation_gone", (await client.SendAsync("POST", $"/api/v1/store/invitations/{token}", New)).Code());
        Assert.Equal("1", await TestDatabase.AskAsync(
            app.Database.Platform, "select count(*) from store_members m join users u on u.id = m.user_id where u.email = 'once@example.test'"));
    }

    [Fact]
    public async Task Expired_withdrawn_replaced_and_foreign_links_are_all_the_same()
    {
        var expired = await MakeAsync("acme", "late@example.test", at: TimeProvider.System.GetUtcNow().AddDays(-7));
        var withdrawn = await MakeAsync("acme", "withdrawn@example.test", i => i.Withdraw(TimeProvider.System.GetUtcNow()));
        var replaced = await MakeAsync("acme", "replaced@example.test", i => i.MakeToken());
        var foreign = await MakeAsync("birch", "foreign@example.test");
        using var client = app.Api("acme");
        foreach (var token in new[] { expired, withdrawn, replaced, foreign, new string('x', 43), "x" })
        {
            Assert.Equal("404 invitation_gone", (await client.SendAsync("GET", $"/api/v1/store/invitations/{token}")).Code());
            Assert.Equal("404 invitation_gone", (await client.SendAsync("POST", $"/api/v1/store/invitations/{token}", New)).Code());
        }
    }

    [Fact]
    public async Task Someone_with_an_account_joins_by_its_password_alone()
    {
        var birch = app.World["birch"].Staff.Email;
        var token = await MakeAsync("acme", birch);
        using var client = app.Api("acme");
        Assert.Equal("422 bad_credentials", (await client.SendAsync("POST", $"/api/v1/store/invitations/{token}", New)).Code());
        Assert.Equal(200, (await client.SendAsync("POST", $"/api/v1/store/invitations/{token}", new { password = World.Password })).Status);
        using var here = await app.SignInAsync("acme", birch);
        Assert.Equal(200, (await here.SendAsync("GET", "/api/v1/store/team")).Status);
        // The menu leads to the other store and to no third one; its token opens nothing there.
        using var browser = app.Dashboard("birch", Who.Staff);
        var page = await (await browser.GetAsync("/store", Stop)).TextAsync();
        Assert.Contains("https://acme.harbour.test/store", page, StringComparison.Ordinal);
        Assert.DoesNotContain("cedar", page, StringComparison.OrdinalIgnoreCase);
        using var there = app.Api("birch");
        there.DefaultRequestHeaders.Authorization = here.DefaultRequestHeaders.Authorization;
        Assert.Equal(401, (await there.SendAsync("GET", "/api/v1/store/team")).Status);
    }

    [Theory]
    [InlineData("", "four words in a row")]
    [InlineData("Nora", "short")]
    [InlineData("Nora", "password1234")]
    public async Task A_new_account_follows_the_rules_and_a_refusal_uses_nothing_up(string name, string password)
    {
        var token = await MakeAsync("acme", $"rules{Guid.CreateVersion7():n}@example.test");
        using var client = app.Api("acme");
        Assert.Equal(422, (await client.SendAsync("POST", $"/api/v1/store/invitations/{token}", new { name, password })).Status);
        Assert.Equal(200, (await client.SendAsync("POST", $"/api/v1/store/invitations/{token}", New)).Status);
    }

    [Fact]
    public async Task Whoever_is_signed_in_as_somebody_else_joins_as_the_one_who_was_invited()
    {
        var token = await MakeAsync("acme", "second@example.test");
        using var staff = app.Dashboard("acme", Who.Staff);
        var page = await staff.GetStringAsync($"/store/invitations/{token}", Stop);
        Assert.Contains("second@example.test", page, StringComparison.Ordinal);
        using var joined = await staff.PostFormAsync($"/store/invitations/{token}", ("name", "Sec Ond"), ("password", "four words in a row"));
        Assert.Equal(System.Net.HttpStatusCode.SeeOther, joined.StatusCode);
        Assert.Equal("1", await TestDatabase.AskAsync(
            app.Database.Platform,
            "select count(*) from store_members m join users u on u.id = m.user_id where u.email = 'second@example.test' and u.name = 'Sec Ond'"));
        // The browser is still signed in as it was.
        using var account = await staff.GetAsync("/store/account", Stop);
        Assert.Contains(app.World["acme"].Staff.Email, await account.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_removed_takes_their_invitations_along()
    {
        var store = await app.StoreAsync();
        var manager = await app.Make.MemberAsync(store.Id, $"manager@{store.Code}.test", "Mia", StoreRole.Manager);
        using var owner = await app.AsAsync(store, store.Owner.Email);
        using var mia = await app.AsAsync(store, manager.Email);
        Assert.Equal(201, (await mia.SendAsync("POST", "/api/v1/store/team/invitations", new { email = "friend@example.test", role = "staff" })).Status);
        Assert.Equal("429 too_soon", (await mia.SendAsync("POST", "/api/v1/store/team/invitations", new { email = "Friend@example.test", role = "staff" })).Code());
        Assert.Equal("422 already_member", (await mia.SendAsync("POST", "/api/v1/store/team/invitations", new { email = store.Staff.Email, role = "staff" })).Code());
        Assert.Equal(200, (await owner.SendAsync("DELETE", $"/api/v1/store/team/{await owner.MemberIdAsync(manager.Email)}")).Status);
        Assert.Equal(0, (await owner.SendAsync("GET", "/api/v1/store/team")).Body.GetProperty("invitations").GetArrayLength());
    }

    [Fact]
    public async Task The_mail_holds_the_only_copy_of_the_link()
    {
        await using var working = await OrionApp.StartAsync(app.Server, new AppOptions { Workers = true });
        using var owner = working.Api("acme", Who.Owner);
        Assert.Equal(201, (await owner.SendAsync("POST", "/api/v1/store/team/invitations", new { email = "nora@example.test", role = "staff" })).Status);
        var folder = Path.Combine(working.DataFolder, "mail");
        for (var tries = 0; tries < 200 && (!Directory.Exists(folder) || Directory.GetFiles(folder, "*.eml").Length == 0); tries++) await Task.Delay(50, Stop);
        using var mail = await MimeKit.MimeMessage.LoadAsync(Assert.Single(Directory.GetFiles(folder, "*.eml")), Stop);
        Assert.Equal("nora@example.test", Assert.Single(mail.To.Mailboxes).Address);
        var link = Link().Match(mail.TextBody ?? "");
        Assert.True(link.Success, mail.TextBody);
        using var client = working.Api("acme");
        Assert.Equal(200, (await client.SendAsync("POST", $"/api/v1/store/invitations/{link.Groups[1].Value}", New)).Status);
        Assert.DoesNotContain(link.Groups[1].Value, await TestDatabase.AskAsync(
            working.Database.Admin, "select string_agg(j::text, ' ') from jobs j"), StringComparison.Ordinal);
    }

    private async Task<string> MakeAsync(string store, string email, Action<TeamInvitation>? then = null, DateTimeOffset? at = null)
    {
        var invitation = TeamInvitation.To(email, StoreRole.Staff, null, app.World[store].Owner.Id, at ?? TimeProvider.System.GetUtcNow());
        var token = invitation.MakeToken();
        then?.Invoke(invitation);
        await app.Make.InStoreAsync(app.World[store].Id, db =>
        {
            db.Add(invitation);
            return db.SaveChangesAsync(Stop);
        });
        return token;
    }

    [GeneratedRegex(@"https://acme\.harbour\.test/store/invitations/([A-Za-z0-9_-]{43})")]
    private static partial Regex Link();
}
