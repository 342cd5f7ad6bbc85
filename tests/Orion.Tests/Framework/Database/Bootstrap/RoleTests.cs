using Orion.Framework.Database.Bootstrap;
using Xunit;
using static Orion.Tests.Framework.Database.Bootstrap.BootstrapServer;

namespace Orion.Tests.Framework.Database.Bootstrap;

[Collection(BootstrapTests.Name)]
public sealed class RoleTests(BootstrapServer server)
{
    private const string InsufficientPrivilege = "42501";

    [Fact]
    public async Task No_role_has_power_over_row_security()
    {
        await server.NewDatabaseAsync();

        var powerful = await AskAsync(
            server.Admin,
            "select count(*) from pg_roles where rolname like 'orion%' and (rolsuper or rolbypassrls or rolcreatedb "
            + "or rolcreaterole or rolreplication)");
        var all = await AskAsync(server.Admin, "select count(*) from pg_roles where rolname like 'orion%'");

        Assert.Equal("0", powerful);
        Assert.Equal("4", all);
    }

    [Fact]
    public async Task Power_that_crept_in_is_taken_away()
    {
        await server.NewDatabaseAsync();
        await AskAsync(server.Admin, "alter role orion_app bypassrls createdb");

        await server.NewDatabaseAsync();

        Assert.Equal("False", await AskAsync(
            server.Admin, "select rolbypassrls or rolcreatedb from pg_roles where rolname = 'orion_app'"));
    }

    [Fact]
    public async Task Nobody_logs_in_as_the_owner()
    {
        await server.NewDatabaseAsync();

        Assert.Equal("False", await AskAsync(
            server.Admin, "select rolcanlogin from pg_roles where rolname = 'orion_owner'"));
    }

    [Fact]
    public async Task Each_connection_works_as_its_role()
    {
        var connections = await server.NewDatabaseAsync();
        const string whoAmI = "select session_user || ' as ' || current_user || ' in ' || "
            + "current_setting('application_name')";

        Assert.Equal("orion_app as orion_app in orion-app", await AskAsync(connections.App, whoAmI));
        Assert.Equal(
            "orion_platform as orion_platform in orion-platform", await AskAsync(connections.Platform, whoAmI));
        Assert.Equal("orion_migrator as orion_owner in orion-migrator", await AskAsync(connections.Migrator, whoAmI));
    }

    [Fact]
    public async Task Without_passwords_the_given_user_takes_the_role_and_keeps_it()
    {
        var name = NewName();
        await server.NewDatabaseAsync(name);

        var connections = await DatabaseBootstrap.EnsureAsync(
            server.Admin, name, passwords: null, TestContext.Current.CancellationToken);

        const string whoAmI = "select session_user || ' as ' || current_user";
        Assert.Equal("postgres as orion_app", await AskAsync(connections.App, "reset role", whoAmI));
        Assert.Equal("postgres as orion_platform", await AskAsync(connections.Platform, "discard all", whoAmI));
        Assert.Equal("postgres as orion_owner", await AskAsync(connections.Migrator, whoAmI));
    }

    [Fact]
    public async Task What_a_migration_makes_belongs_to_the_owner()
    {
        var connections = await server.NewDatabaseAsync();

        await AskAsync(connections.Migrator, "create table things (id int)");

        Assert.Equal("orion_owner", await AskAsync(
            connections.Migrator, "select tableowner from pg_tables where tablename = 'things'"));
        Assert.Equal("orion_owner", await AskAsync(
            connections.Migrator, "select pg_get_userbyid(datdba) from pg_database where datname = current_database()"));
    }

    [Fact]
    public async Task The_app_may_do_nothing_with_a_new_table()
    {
        var connections = await server.NewDatabaseAsync();
        await AskAsync(connections.Migrator, "create table things (id int generated always as identity, name text)");

        Assert.Equal(InsufficientPrivilege, await RefusalAsync(connections.App, "select * from things"));
        Assert.Equal(InsufficientPrivilege, await RefusalAsync(connections.App, "insert into things values (default)"));
        Assert.Equal(InsufficientPrivilege, await RefusalAsync(connections.App, "truncate things"));
    }

    [Fact]
    public async Task The_platform_reads_and_writes_a_new_table_but_never_truncates()
    {
        var connections = await server.NewDatabaseAsync();
        await AskAsync(connections.Migrator, "create table things (id int generated always as identity, name text)");

        Assert.Equal("1", await AskAsync(
            connections.Platform,
            "insert into things (name) values ('a')", "update things set name = 'b'", "select count(*) from things"));
        await AskAsync(connections.Platform, "delete from things");
        Assert.Equal(InsufficientPrivilege, await RefusalAsync(connections.Platform, "truncate things"));
    }

    [Fact]
    public async Task Only_the_owner_makes_tables()
    {
        var connections = await server.NewDatabaseAsync();

        Assert.Equal(InsufficientPrivilege, await RefusalAsync(connections.App, "create table mine (id int)"));
        Assert.Equal(InsufficientPrivilege, await RefusalAsync(connections.Platform, "create table mine (id int)"));
    }

    [Fact]
    public async Task Neither_the_app_nor_the_platform_becomes_another_role()
    {
        var connections = await server.NewDatabaseAsync();

        Assert.Equal(InsufficientPrivilege, await RefusalAsync(connections.App, "set role orion_owner"));
        Assert.Equal(InsufficientPrivilege, await RefusalAsync(connections.App, "set role orion_platform"));
        Assert.Equal(InsufficientPrivilege, await RefusalAsync(connections.Platform, "set role orion_owner"));
    }

    [Fact]
    public async Task Forced_row_security_holds_the_owner_too()
    {
        var connections = await server.NewDatabaseAsync();
        await AskAsync(
            connections.Migrator,
            "create table things (store_id uuid not null, name text)",
            "insert into things values (gen_random_uuid(), 'before')",
            "alter table things enable row level security",
            "alter table things force row level security",
            "create policy tenant on things to orion_app "
            + "using (store_id = current_setting('orion.store_id')::uuid)");

        Assert.Equal("0", await AskAsync(
            connections.Migrator,
            "with touched as (update things set name = 'after' returning 1) select count(*) from touched"));
        Assert.Equal(
            InsufficientPrivilege,
            await RefusalAsync(connections.Migrator, "insert into things values (gen_random_uuid(), 'x')"));
    }
}
