using Npgsql;
using Orion.Framework.Database.Bootstrap;
using Xunit;

namespace Orion.Tests.Framework.Database.Bootstrap;

public sealed class DatabaseConnectionsTests
{
    private const string Admin = "Host=db;Username=shop;Password=of-the-admin;Database=postgres";

    [Fact]
    public void A_role_with_a_password_logs_in_by_itself()
    {
        var connections = DatabaseConnections.For(Admin, "orion", new RolePasswords("a", "p", "m"));

        var app = new NpgsqlConnectionStringBuilder(connections.App);
        Assert.Equal(("orion_app", "a", "orion"), (app.Username, app.Password, app.Database));
        Assert.Equal((5, 30, 40, false), (app.Timeout, app.CommandTimeout, app.MaxAutoPrepare, app.IncludeErrorDetail));
        Assert.Equal("orion_migrator", new NpgsqlConnectionStringBuilder(connections.Migrator).Username);
        Assert.Equal(0, new NpgsqlConnectionStringBuilder(connections.Migrator).MaxAutoPrepare);
    }

    [Fact]
    public void Without_passwords_a_session_begins_in_its_role()
    {
        var connections = DatabaseConnections.For(Admin + ";Options=-c geqo=off", "orion", passwords: null);

        var app = new NpgsqlConnectionStringBuilder(connections.App);
        Assert.Equal(("shop", "of-the-admin"), (app.Username, app.Password));
        Assert.Equal("-c geqo=off -c role=orion_app", app.Options);
        Assert.Equal("-c geqo=off -c role=orion_owner", new NpgsqlConnectionStringBuilder(connections.Migrator).Options);
    }

    [Fact]
    public void Who_sets_prepared_statements_keeps_the_setting()
    {
        var connections = DatabaseConnections.For(Admin + ";Max Auto Prepare=0", "orion", passwords: null);

        Assert.Equal(0, new NpgsqlConnectionStringBuilder(connections.App).MaxAutoPrepare);
    }

    [Fact]
    public void Passwords_do_not_show_in_logs()
    {
        var passwords = new RolePasswords("hidden-a", "hidden-p", "hidden-m");

        Assert.DoesNotContain("hidden", passwords.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "hidden", DatabaseConnections.For(Admin, "orion", passwords).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void One_secret_gives_the_same_three_different_passwords_each_time()
    {
        var passwords = RolePasswords.Derive("secret");

        Assert.Equal(passwords, RolePasswords.Derive("secret"));
        Assert.NotEqual(passwords, RolePasswords.Derive("another"));
        Assert.Equal(3, new[] { passwords.App, passwords.Platform, passwords.Migrator }.Distinct().Count());
        Assert.NotEqual(RolePasswords.Random(), RolePasswords.Random());
    }
}
