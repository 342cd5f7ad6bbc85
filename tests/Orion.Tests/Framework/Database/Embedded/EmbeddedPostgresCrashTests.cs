using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Orion.Framework.Database.Embedded;
using Orion.Tests.Framework.Jobs;
using Xunit;

namespace Orion.Tests.Framework.Database.Embedded;

public sealed class EmbeddedPostgresCrashTests : ScratchServer
{
    [Fact]
    public async Task The_server_stops_when_its_app_is_killed()
    {
        using var app = await ServerInAnotherProcess.StartAsync(Folder, Stop);
        Assert.Equal("1", await AskAsync(app.AdminConnectionString, "select 1"));

        await app.KillAsync(Stop);

        Assert.True(await IsGoneAsync(app.AdminConnectionString, TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task A_start_after_a_kill_finds_all_that_was_committed()
    {
        using var app = await ServerInAnotherProcess.StartAsync(Folder, Stop);
        await AskAsync(app.AdminConnectionString, "create table kept (word text)", "insert into kept values ('yes')");
        await app.KillAsync(Stop);

        var server = await StartAsync();

        Assert.False(server.IsAdopted);
        Assert.Equal("yes", await AskAsync(server.AdminConnectionString, "select word from kept"));
    }

    [Fact]
    public async Task An_orphan_is_stopped_and_replaced()
    {
        using var app = await ServerInAnotherProcess.StartAsync(Folder, Stop);
        await app.KillWithWatchdogAsync(Stop);
        var orphan = Number(await AskAsync(app.AdminConnectionString, "select pg_read_file('postmaster.pid')"));
        Assert.Equal("1", await AskAsync(app.AdminConnectionString, "select 1"));

        var server = await StartAsync();

        Assert.False(server.IsAdopted);
        Assert.NotEqual(orphan, ServerOf(server));
        Assert.Equal("1", await AskAsync(server.AdminConnectionString, "select 1"));
    }

    [Fact]
    public async Task A_server_that_dies_is_started_again_where_it_was_and_says_so_meanwhile()
    {
        var server = await StartAsync(durable: true);
        await AskAsync(server.AdminConnectionString, "create table kept (word text)", "insert into kept values ('yes')");
        server.KeepRunning();
        for (var round = 0; round < 2; round++)
        {
            var killed = ServerOf(server);
            Kill(killed);

            string? said = null;
            await JobRequests.UntilAsync(() =>
            {
                said = server.Trouble ?? said;
                return said is not null && server.Trouble is null && ServerOf(server) != killed;
            }, "it was said that the server ended, and it is back");
            Assert.Contains("started again", said, StringComparison.Ordinal);
            Assert.Equal("yes", await AskAsync(server.AdminConnectionString, "select word from kept"));
        }
    }

    [Fact]
    public async Task Who_shared_a_server_runs_it_on_when_its_owner_has_gone()
    {
        using var owner = await ServerInAnotherProcess.StartAsync(Folder, Stop);
        var guest = await StartAsync();
        guest.KeepRunning();
        Assert.True(guest.IsAdopted);

        await owner.KillAsync(Stop);

        await JobRequests.UntilAsync(() => !guest.IsAdopted && guest.Trouble is null, "the guest runs the server");
        Assert.Equal("1", await AskAsync(guest.AdminConnectionString, "select 1"));
        Assert.Equal(owner.AdminConnectionString, guest.AdminConnectionString);
    }

    [Fact]
    public async Task The_next_start_takes_the_port_of_the_last_one()
    {
        var first = await StartAsync();
        await first.DisposeAsync();

        var second = await StartAsync();

        Assert.Equal(first.AdminConnectionString, second.AdminConnectionString);
    }

    [Fact]
    public async Task The_server_of_a_live_app_is_shared()
    {
        using var app = await ServerInAnotherProcess.StartAsync(Folder, Stop);

        var guest = await StartAsync();
        await guest.DisposeAsync();

        Assert.True(guest.IsAdopted);
        Assert.Equal(app.AdminConnectionString, guest.AdminConnectionString);
        Assert.Equal("1", await AskAsync(app.AdminConnectionString, "select 1"));
    }

    [Fact]
    public async Task A_process_number_that_another_server_has_now_blocks_nothing_and_stops_nobody()
    {
        var stranger = await StartAsync(NewFolder());
        var strangersFile = Path.Combine(stranger.DataFolder, "cluster", "postmaster.pid");
        var first = await StartAsync();
        await first.DisposeAsync();
        var cluster = Path.Combine(first.DataFolder, "cluster");
        var left = await File.ReadAllLinesAsync(strangersFile, Stop);
        left[1] = cluster;
        await File.WriteAllLinesAsync(Path.Combine(cluster, "postmaster.pid"), left, Stop);

        var second = await StartAsync();

        Assert.Equal("1", await AskAsync(second.AdminConnectionString, "select 1"));
        Assert.Equal("1", await AskAsync(stranger.AdminConnectionString, "select 1"));
    }

    private static int ServerOf(EmbeddedPostgres server) =>
        Number(File.ReadAllText(Path.Combine(server.DataFolder, "cluster", "postmaster.pid")));

    private static int Number(string postmasterFile) => int.Parse(postmasterFile.Split('\n')[0], CultureInfo.InvariantCulture);

    private static void Kill(int process)
    {
        using var server = Process.GetProcessById(process);
        server.Kill();
    }

    private static async Task<bool> IsGoneAsync(string connectionString, TimeSpan patience)
    {
        for (var since = Stopwatch.StartNew(); ; await Task.Delay(20, Stop))
        {
            try
            {
                await AskAsync(connectionString, "select 1");
            }
            catch (NpgsqlException e) when (e is not PostgresException)
            {
                return true;
            }
            catch (PostgresException)
            {
                // Shutting down: it still refuses us by itself.
            }

            if (since.Elapsed > patience)
            {
                return false;
            }
        }
    }
}
