using System.Net;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Framework.Auth;

public sealed class RevocationTests(Server server)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("shop", "update customer_sessions set revoked_at = now()")]
    [InlineData("shop", "update customers set deleted_at = now()")]
    [InlineData("store", "update user_sessions set revoked_at = now()")]
    [InlineData("store", "update users set disabled_at = now() where admin_role is null")]
    [InlineData("store", "delete from store_members")]
    [InlineData("admin", "update user_sessions set revoked_at = now()")]
    [InlineData("admin", "update users set admin_role = null")]
    [InlineData("admin", "update users set disabled_at = now()")]
    public async Task What_ends_a_session_shows_within_five_seconds(string face, string statement)
    {
        var clock = new TestClock();
        await using var app = await OrionApp.StartAsync(server, new AppOptions { Clock = clock });
        using var program = face switch
        {
            "admin" => app.AdminApi(),
            "store" => app.Api("acme", Who.Owner),
            _ => app.Api("acme", Who.Customer)
        };
        var path = face switch { "admin" => "/api/v1/admin/stores", "store" => "/api/v1/store/orders", _ => "/api/v1/shop/account" };
        using (var before = await program.GetAsync(path, Stop)) Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        await TestDatabase.AskAsync(app.Database.Platform, statement);
        clock.Advance(TimeSpan.FromSeconds(4));
        using var after = await program.GetAsync(path, Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
    }
}
