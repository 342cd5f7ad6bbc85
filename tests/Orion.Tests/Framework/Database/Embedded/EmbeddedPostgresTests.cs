using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Orion.Framework.Database.Embedded;
using Xunit;

namespace Orion.Tests.Framework.Database.Embedded;

public sealed class EmbeddedPostgresTests : ScratchServer
{
    [Fact]
    public async Task It_answers_on_loopback_alone()
    {
        var server = await StartAsync();

        Assert.Equal("127.0.0.1", await AskAsync(server.AdminConnectionString, "show listen_addresses"));
        Assert.Equal("", await AskAsync(server.AdminConnectionString, "show unix_socket_directories"));
        Assert.StartsWith("18.", await AskAsync(server.AdminConnectionString, "show server_version"));
        Assert.False(server.IsAdopted);
    }

    [Fact]
    public async Task Nobody_gets_in_without_its_password()
    {
        var server = await StartAsync();
        var guess = new NpgsqlConnectionStringBuilder(server.AdminConnectionString) { Password = "postgres" };

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => AskAsync(guess.ConnectionString, "select 1"));

        Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);
        var file = Path.Combine(server.DataFolder, "password");
        Assert.Equal(
            new NpgsqlConnectionStringBuilder(server.AdminConnectionString).Password,
            await File.ReadAllTextAsync(file, Stop));
        Assert.True(OperatingSystem.IsWindows()
            || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public async Task It_never_runs_as_root()
    {
        var server = await StartAsync();

        var user = await AskAsync(
            server.AdminConnectionString,
            "create temp table who (id text)", "copy who from program 'id -u'", "select id from who");

        Assert.NotEqual("0", user);
    }

    [Fact]
    public async Task What_was_written_is_there_after_a_restart()
    {
        var first = await StartAsync();
        await AskAsync(first.AdminConnectionString, "create table kept (word text)", "insert into kept values ('yes')");
        await first.DisposeAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => AskAsync(first.AdminConnectionString, "select 1"));

        var second = await StartAsync();

        Assert.Equal("yes", await AskAsync(second.AdminConnectionString, "select word from kept"));
    }

    [Fact]
    public async Task A_second_start_on_the_folder_shares_the_server_and_leaves_it_running()
    {
        var owner = await StartAsync();

        var guest = await StartAsync();
        await guest.DisposeAsync();

        Assert.True(guest.IsAdopted);
        Assert.Equal(owner.AdminConnectionString, guest.AdminConnectionString);
        Assert.Equal("1", await AskAsync(owner.AdminConnectionString, "select 1"));
    }

    [Fact]
    public async Task Starts_at_the_same_moment_make_one_server()
    {
        var servers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => StartSafelyAsync(), Stop)));

        Assert.Single(servers, server => !server.IsAdopted);
        Assert.Single(servers.Select(server => server.AdminConnectionString).Distinct());
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task Two_folders_run_side_by_side()
    {
        var one = await StartAsync();
        var other = await StartAsync(Folder + "-other");

        Assert.NotEqual(one.AdminConnectionString, other.AdminConnectionString);
        Assert.Equal("1", await AskAsync(one.AdminConnectionString, "select 1"));
        Assert.Equal("1", await AskAsync(other.AdminConnectionString, "select 1"));
    }

    [Theory]
    [InlineData(true, "on")]
    [InlineData(false, "off")]
    public async Task Durability_is_given_up_only_when_asked(bool durable, string setting)
    {
        var server = await StartAsync(durable);

        Assert.Equal(setting, await AskAsync(server.AdminConnectionString, "show fsync"));
        Assert.Equal(setting, await AskAsync(server.AdminConnectionString, "show synchronous_commit"));
        Assert.Equal(setting, await AskAsync(server.AdminConnectionString, "show full_page_writes"));
    }

    [Fact]
    public async Task Missing_binaries_say_what_to_run()
    {
        var options = new EmbeddedPostgresOptions(Folder, EmbeddedPostgres.NativeFolderFor("/no/such/node_modules"));

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(
            () => EmbeddedPostgres.StartAsync(options, NullLogger.Instance, Stop));

        Assert.Contains("npm ci", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_of_another_version_is_refused_and_left_alone()
    {
        var server = await StartAsync();
        await server.DisposeAsync();
        var version = Path.Combine(server.DataFolder, "cluster", "PG_VERSION");
        await File.WriteAllTextAsync(version, "14\n", Stop);

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => StartAsync());

        Assert.Contains("made by PostgreSQL 14", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("14\n", await File.ReadAllTextAsync(version, Stop));
    }

    [Fact]
    public async Task A_cluster_that_was_left_half_made_is_made_anew()
    {
        var halfMade = Directory.CreateDirectory(Path.Combine(Folder, "cluster.draft"));
        await File.WriteAllTextAsync(Path.Combine(halfMade.FullName, "PG_VERSION"), "18\n", Stop);

        var server = await StartAsync();

        Assert.Equal("1", await AskAsync(server.AdminConnectionString, "select 1"));
    }

    [Fact]
    public async Task A_cancelled_start_leaves_the_folder_usable()
    {
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        soon.CancelAfter(TimeSpan.FromMilliseconds(250));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions(Folder, Native, Durable: false), NullLogger.Instance, soon.Token));

        var server = await StartAsync();

        Assert.False(server.IsAdopted);
        Assert.Equal("1", await AskAsync(server.AdminConnectionString, "select 1"));
    }

    [Fact]
    public async Task Case_and_order_are_the_same_on_every_system()
    {
        var server = await StartAsync();

        Assert.Equal("äöß", await AskAsync(server.AdminConnectionString, "select lower('ÄÖß')"));
        Assert.Equal("Z,a", await AskAsync(
            server.AdminConnectionString, "select string_agg(x, ',' order by x) from unnest(array['a', 'Z']) x"));
    }

    // Not by the list of started servers, which isn't made for several threads.
    private Task<EmbeddedPostgres> StartSafelyAsync() => EmbeddedPostgres.StartAsync(
        new EmbeddedPostgresOptions(Folder, Native, Durable: false), NullLogger.Instance, Stop);
}
