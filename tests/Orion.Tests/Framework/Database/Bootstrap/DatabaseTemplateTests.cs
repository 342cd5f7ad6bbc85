using Npgsql;
using Orion.Framework.Database.Bootstrap;
using Xunit;
using static Orion.Tests.Framework.Database.Bootstrap.BootstrapServer;

namespace Orion.Tests.Framework.Database.Bootstrap;

[Collection(BootstrapTests.Name)]
public sealed class DatabaseTemplateTests(BootstrapServer server)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_clone_has_what_its_template_has()
    {
        var template = NewName();
        var original = await server.NewDatabaseAsync(template);
        await AskAsync(original.Migrator, "create table things (id int)", "insert into things values (7)");

        var clone = await CloneAsync(template);

        Assert.Equal("7", await AskAsync(clone.Platform, "select id from things"));
        Assert.Equal("42501", await RefusalAsync(clone.App, "select id from things"));
        Assert.Equal("True", await AskAsync(
            clone.App, "select bool_and(proleakproof) from pg_proc where proname in ('ts_match_vq', 'fold')"));
    }

    [Fact]
    public async Task Migrations_go_on_in_a_clone_as_in_its_template()
    {
        var template = NewName();
        await server.NewDatabaseAsync(template);

        var clone = await CloneAsync(template);

        await AskAsync(clone.Migrator, "create table things (id int generated always as identity)");
        Assert.Equal("orion_owner", await AskAsync(
            clone.Migrator, "select tableowner from pg_tables where tablename = 'things'"));
        Assert.Equal("1", await AskAsync(clone.Platform, "insert into things default values returning id"));
    }

    [Fact]
    public async Task A_session_that_was_left_in_the_template_is_ended()
    {
        var template = NewName();
        var original = await server.NewDatabaseAsync(template);
        await using var straggler = new NpgsqlConnection(original.App + ";Pooling=false");
        await straggler.OpenAsync(Stop);

        var clone = await CloneAsync(template);

        Assert.Equal("1", await AskAsync(clone.App, "select 1"));
    }

    [Fact]
    public async Task Several_clones_are_made_at_once()
    {
        var template = NewName();
        await server.NewDatabaseAsync(template);

        var clones = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => CloneAsync(template)));

        foreach (var clone in clones)
        {
            Assert.Equal("1", await AskAsync(clone.App, "select 1"));
        }
    }

    [Fact]
    public async Task A_database_is_dropped_though_somebody_uses_it()
    {
        var name = NewName();
        var connections = await server.NewDatabaseAsync(name);
        await using var user = new NpgsqlConnection(connections.App + ";Pooling=false");
        await user.OpenAsync(Stop);

        await DatabaseTemplate.DropAsync(server.Admin, name, Stop);

        Assert.Equal("0", await AskAsync(server.Admin, $"select count(*) from pg_database where datname = '{name}'"));
    }

    [Fact]
    public async Task Dropping_what_does_not_exist_is_no_error() =>
        await DatabaseTemplate.DropAsync(server.Admin, NewName(), Stop);

    private Task<DatabaseConnections> CloneAsync(string template) =>
        DatabaseTemplate.CloneAsync(server.Admin, template, NewName(), Passwords, Stop);
}
