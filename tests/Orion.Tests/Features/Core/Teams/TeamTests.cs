using Orion.Features.Core;
using Orion.Tests.Features.Core.Admins;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Core.Teams;

public sealed class TeamTests(OrionApp app) : IClassFixture<OrionApp>
{
    private const string Team = "/api/v1/store/team";

    [Fact]
    public async Task The_last_owner_stays_one()
    {
        var store = await app.StoreAsync();
        using var owner = await app.AsAsync(store, store.Owner.Email);
        var own = await owner.MemberIdAsync(store.Owner.Email);
        Assert.Equal("409 last_owner", (await owner.SendAsync("POST", Team + "/departure", new { sure = true })).Code());
        Assert.Equal("409 last_owner", (await owner.SendAsync("DELETE", $"{Team}/{own}")).Code());
        Assert.Equal("409 last_owner", (await owner.SendAsync("PATCH", $"{Team}/{own}", new { role = "staff" })).Code());
    }

    [Fact]
    public async Task Of_two_owners_who_leave_at_once_one_stays()
    {
        for (var round = 0; round < 3; round++)
        {
            var store = await app.StoreAsync();
            await app.Make.MemberAsync(store.Id, $"second@{store.Code}.test", "Second", StoreRole.Owner);
            using var first = await app.AsAsync(store, store.Owner.Email);
            using var second = await app.AsAsync(store, $"second@{store.Code}.test");
            var (firstId, secondId) = (await first.MemberIdAsync(store.Owner.Email), await first.MemberIdAsync($"second@{store.Code}.test"));
            var answers = round == 2
                ? await Task.WhenAll(first.SendAsync("DELETE", $"{Team}/{secondId}"), second.SendAsync("DELETE", $"{Team}/{firstId}"))
                : await Task.WhenAll(first.SendAsync("POST", Team + "/departure", new { sure = true }), second.SendAsync("POST", Team + "/departure", new { sure = true }));
            Assert.Equal(1, answers.Count(a => a.Status == 200));
            Assert.Equal("1", await TestDatabase.AskAsync(
                app.Database.Platform, $"select count(*) from store_members where store_id = '{store.Id}' and role = 'Owner'"));
        }
    }

    [Fact]
    public async Task Nobody_changes_someone_with_more_rights_nor_gives_what_they_lack()
    {
        var store = await app.StoreAsync();
        await app.Make.MemberAsync(store.Id, $"manager@{store.Code}.test", "Mia", StoreRole.Manager);
        using var owner = await app.AsAsync(store, store.Owner.Email);
        using var manager = await app.AsAsync(store, $"manager@{store.Code}.test");
        var ownerId = await manager.MemberIdAsync(store.Owner.Email);
        var staffId = await manager.MemberIdAsync(store.Staff.Email);
        Assert.Equal("403 above_yourself", (await manager.SendAsync("DELETE", $"{Team}/{ownerId}")).Code());
        Assert.Equal("403 above_yourself", (await manager.SendAsync("PATCH", $"{Team}/{ownerId}", new { role = "viewer" })).Code());
        Assert.Equal("422 ownership_is_handed_over", (await manager.SendAsync("PATCH", $"{Team}/{staffId}", new { role = "owner" })).Code());
        Assert.Equal("403 above_yourself", (await manager.SendAsync("POST", $"{Team}/{staffId}/ownership", new { stay = true })).Code());
        Assert.Equal("403 above_yourself", (await manager.SendAsync("POST", "/api/v1/store/roles", new { name = "All", permissions = new[] { "*" } })).Code());
        Assert.Equal("403 above_yourself", (await manager.SendAsync("POST", "/api/v1/store/roles", new { name = "All", permissions = new[] { "orders.*" } })).Code());
        Assert.Equal("403 above_yourself", (await manager.SendAsync("POST", "/api/v1/store/api-keys", new { name = "All", permissions = new[] { "*" } })).Code());
        Assert.Equal("422 unknown_permission", (await owner.SendAsync("POST", "/api/v1/store/roles", new { name = "Odd", permissions = new[] { "orders.steal" } })).Code());

        var all = await owner.SendAsync("POST", "/api/v1/store/roles", new { name = "All", permissions = new[] { "orders.*", "products.*" } });
        Assert.Equal("403 above_yourself", (await manager.SendAsync("PATCH", $"{Team}/{staffId}", new { role = all.Body.GetProperty("id").GetString() })).Code());
        Assert.Equal(200, (await manager.SendAsync("PATCH", $"{Team}/{staffId}", new { role = "viewer" })).Status);
    }

    [Fact]
    public async Task Who_is_removed_is_out_within_five_seconds_and_an_old_sign_in_never_comes_back()
    {
        var store = await app.StoreAsync();
        using var owner = await app.AsAsync(store, store.Owner.Email);
        using var staff = await app.AsAsync(store, store.Staff.Email);
        Assert.Equal(200, (await staff.SendAsync("GET", Team)).Status);
        Assert.Equal(200, (await owner.SendAsync("DELETE", $"{Team}/{await owner.MemberIdAsync(store.Staff.Email)}")).Status);
        Assert.Equal(401, await UntilNotAsync(200, async () => (await staff.SendAsync("GET", Team)).Status));
        await app.Make.InStoreAsync(store.Id, async db =>
        {
            db.Add(StoreMember.Join(store.Id, store.Staff.Id, StoreRole.Staff, TimeProvider.System.GetUtcNow()));
            return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        await Task.Delay(3500, TestContext.Current.CancellationToken);
        Assert.Equal(401, (await staff.SendAsync("GET", Team)).Status);
    }

    [Fact]
    public async Task A_store_is_handed_over_when_both_say_so()
    {
        var store = await app.StoreAsync();
        using var owner = await app.AsAsync(store, store.Owner.Email);
        using var staff = await app.AsAsync(store, store.Staff.Email);
        var staffId = await owner.MemberIdAsync(store.Staff.Email);
        Assert.Equal(404, (await staff.SendAsync("POST", "/api/v1/store/ownership/acceptance")).Status);
        Assert.Equal(201, (await owner.SendAsync("POST", $"{Team}/{staffId}/ownership", new { stay = false })).Status);
        Assert.Equal(404, (await owner.SendAsync("POST", "/api/v1/store/ownership/acceptance")).Status);
        Assert.True((await staff.SendAsync("GET", "/api/v1/store/ownership")).Body.GetProperty("isForYou").GetBoolean());
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => staff.SendAsync("POST", "/api/v1/store/ownership/acceptance")));
        Assert.Equal(1, answers.Count(a => a.Status == 200));
        Assert.Equal("Manager,Owner", await TestDatabase.AskAsync(
            app.Database.Platform, $"select string_agg(role, ',' order by role) from store_members where store_id = '{store.Id}'"));
        Assert.Equal(
            $"OwnershipOffered {store.Staff.Email},OwnershipTaken {store.Owner.Email}",
            await TestDatabase.AskAsync(
                app.Database.Admin,
                $"select string_agg((payload::jsonb->>'kind') || ' ' || (payload::jsonb->>'email'), ',' order by payload::jsonb->>'kind') from jobs where store_id = '{store.Id}' and kind = 'accounts.mail'"));
    }

    [Fact]
    public async Task Whoever_is_offered_a_store_is_told_by_mail()
    {
        await using var working = await OrionApp.StartAsync(app.Server, new AppOptions { Workers = true });
        using var owner = working.Api("acme", Who.Owner);
        var staff = working.World["acme"].Staff.Email;
        Assert.Equal(201, (await owner.SendAsync("POST", $"{Team}/{await owner.MemberIdAsync(staff)}/ownership", new { stay = true })).Status);
        var text = await working.MailAsync(staff, "Acme Mugs is offered to you");
        Assert.Contains("https://acme.harbour.test/store/ownership", text, StringComparison.Ordinal);
        Assert.Contains(working.World["acme"].Owner.Name, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_in_use_is_deleted_only_when_its_people_go_somewhere()
    {
        var store = await app.StoreAsync();
        using var owner = await app.AsAsync(store, store.Owner.Email);
        var role = (await owner.SendAsync("POST", "/api/v1/store/roles", new { name = "Packers", permissions = new[] { "orders.view" } }))
            .Body.GetProperty("id").GetString();
        Assert.Equal(200, (await owner.SendAsync("PATCH", $"{Team}/{await owner.MemberIdAsync(store.Staff.Email)}", new { role })).Status);
        using var packer = await app.AsAsync(store, store.Staff.Email);
        Assert.Equal(200, (await packer.SendAsync("GET", "/api/v1/store/orders")).Status);
        Assert.Equal(403, (await packer.SendAsync("GET", "/api/v1/store/products")).Status);
        Assert.Equal("422 name_taken", (await owner.SendAsync("POST", "/api/v1/store/roles", new { name = "packers" })).Code());
        Assert.Equal("409 role_in_use", (await owner.SendAsync("DELETE", $"/api/v1/store/roles/{role}")).Code());
        Assert.Equal(200, (await owner.SendAsync("DELETE", $"/api/v1/store/roles/{role}?moveTo=viewer")).Status);
        Assert.Equal(404, (await owner.SendAsync("DELETE", $"/api/v1/store/roles/{role}?moveTo=viewer")).Status);
        Assert.Equal("409 built_in", (await owner.SendAsync("PATCH", "/api/v1/store/roles/manager", new { name = "Boss" })).Code());
    }

    private static async Task<int> UntilNotAsync(int status, Func<Task<int>> ask)
    {
        for (var tries = 0; tries < 25; tries++, await Task.Delay(200, TestContext.Current.CancellationToken))
            if (await ask() is var now && now != status)
                return now;
        return status;
    }
}
