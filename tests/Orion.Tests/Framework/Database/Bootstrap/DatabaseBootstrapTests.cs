using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orion.Framework.Database.Bootstrap;
using Xunit;
using static Orion.Tests.Framework.Database.Bootstrap.BootstrapServer;

namespace Orion.Tests.Framework.Database.Bootstrap;

[Collection(BootstrapTests.Name)]
public sealed partial class DatabaseBootstrapTests(BootstrapServer server)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        var name = NewName();
        await server.NewDatabaseAsync(name);
        var log = new Told();

        await DatabaseBootstrap.EnsureAsync(server.Admin, name, Passwords, log, Stop);

        Assert.Empty(log.Lines);
    }

    [Fact]
    public async Task Several_processes_at_once_all_succeed()
    {
        var names = Enumerable.Range(0, 3).Select(_ => NewName()).ToList();

        var connections = await Task.WhenAll(
            Enumerable.Range(0, 9).Select(i => server.NewDatabaseAsync(names[i % names.Count])));

        foreach (var connection in connections)
        {
            Assert.Equal("strasse", await AskAsync(connection.App, "select fold('Straße')"));
        }
    }

    [Fact]
    public async Task A_changed_password_counts_from_the_next_run()
    {
        var name = NewName();
        var before = await server.NewDatabaseAsync(name);
        var passwords = RolePasswords.Random();

        var after = await DatabaseBootstrap.EnsureAsync(server.Admin, name, passwords, Stop);

        Assert.Equal("1", await AskAsync(after.App, "select 1"));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, await RefusalAsync(before.App, "select 1"));
        await server.NewDatabaseAsync(name);
        Assert.Equal("1", await AskAsync(before.Platform, "select 1"));
    }

    [Theory]
    [InlineData("Crème Brûlée", "creme brulee")]
    [InlineData("ŁÓDŹ", "lodz")]
    [InlineData("ΑΘΗΝΑ", "αθηνα")]
    [InlineData("", "")]
    public async Task Fold_forgets_case_and_accents(string text, string folded)
    {
        var connections = await server.NewDatabaseAsync("folding");
        await using var connection = new NpgsqlConnection(connections.App);
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand("select fold($1)", connection)
        {
            Parameters = { new() { Value = text } },
        };

        Assert.Equal(folded, await command.ExecuteScalarAsync(Stop));
    }

    [Fact]
    public async Task Fold_may_stand_in_a_stored_column()
    {
        var connections = await server.NewDatabaseAsync();

        Assert.Equal("cafe", await AskAsync(
            connections.Migrator,
            "create table things (name text, folded text generated always as (fold(name)) stored)",
            "insert into things values ('Café') returning folded"));
    }

    [Theory]
    [InlineData("ts_match_vq(tsvector,tsquery)")]
    [InlineData("texticlike(text,text)")]
    [InlineData("textlike(text,text)")]
    [InlineData("starts_with(text,text)")]
    [InlineData("fold(text)")]
    [InlineData("int8ge(bigint,bigint)")]
    [InlineData("int8lt(bigint,bigint)")]
    [InlineData("timestamptz_ge(timestamptz,timestamptz)")]
    [InlineData("uuid_eq(uuid,uuid)")]
    [InlineData("texteq(text,text)")]
    [InlineData("text_pattern_ge(text,text)")]
    public async Task What_search_filters_by_may_choose_an_index(string function)
    {
        var connections = await server.NewDatabaseAsync("searching");

        Assert.Equal("True", await AskAsync(
            connections.App, $"select proleakproof from pg_proc where oid = '{function}'::regprocedure"));
    }

    [Fact]
    public async Task A_name_is_never_read_as_sql()
    {
        var connections = await server.NewDatabaseAsync("o'dd \"name\"; --");

        Assert.Equal("o'dd \"name\"; --", await AskAsync(connections.App, "select current_database()"));
    }

    [Fact]
    public async Task A_name_that_the_server_would_cut_off_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => server.NewDatabaseAsync(new string('é', 32)));

    [Fact]
    public async Task A_user_without_rights_is_told_what_an_administrator_must_run()
    {
        await server.NewDatabaseAsync();
        var (user, login) = await server.NewUserAsync();

        var refusal = await Assert.ThrowsAsync<DatabaseBootstrapException>(
            () => DatabaseBootstrap.EnsureAsync(login, NewName(), passwords: null, Stop));

        Assert.Equal($"grant orion_owner to \"{user}\"", refusal.Statement);
        Assert.Contains(refusal.Statement, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_administrators_script_a_user_needs_no_rights()
    {
        var name = NewName();
        var (user, login) = await server.NewUserAsync();
        await RunScriptAsync(DatabaseBootstrap.Script(name), name);
        await AskAsync(server.Admin, $"grant orion_app, orion_platform, orion_migrator, orion_owner to {user}");
        var log = new Told();

        var connections = await DatabaseBootstrap.EnsureAsync(login, name, passwords: null, log, Stop);

        Assert.Empty(log.Lines);
        Assert.Equal($"{user} as orion_app", await AskAsync(
            connections.App, "select session_user || ' as ' || current_user"));
    }

    [Fact]
    public async Task A_user_who_is_no_superuser_gets_all_but_the_leakproof_marks()
    {
        await server.NewDatabaseAsync();
        var (user, login) = await server.NewUserAsync("createdb");
        await AskAsync(server.Admin, $"grant orion_app, orion_platform, orion_migrator, orion_owner to {user}");
        var log = new Told();

        var connections = await DatabaseBootstrap.EnsureAsync(login, NewName(), passwords: null, log, Stop);

        Assert.All(
            log.Lines.Where(line => line.Level > LogLevel.Information),
            line => Assert.Contains("leakproof", line.Text, StringComparison.Ordinal));
        Assert.Equal("strasse", await AskAsync(connections.App, "select fold('Straße')"));
    }

    [Fact]
    public async Task A_server_that_nobody_answers_for_is_named()
    {
        var nowhere = new NpgsqlConnectionStringBuilder(server.Admin) { Port = 1 };

        var refusal = await Assert.ThrowsAsync<DatabaseBootstrapException>(
            () => DatabaseBootstrap.EnsureAsync(nowhere.ConnectionString, NewName(), passwords: null, Stop));

        Assert.Contains("127.0.0.1:1", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>Does with the script what psql does: asks, and runs what is missing.</summary>
    private async Task RunScriptAsync(string script, string database)
    {
        var halves = script.Split("\\connect ");
        Assert.Equal(2, halves.Length);
        var inside = new NpgsqlConnectionStringBuilder(server.Admin) { Database = database };
        string[] places = [server.Admin, inside.ConnectionString];
        foreach (var (half, place) in halves.Zip(places))
        {
            foreach (Match step in Step().Matches(half))
            {
                if (await AskAsync(place, step.Groups["question"].Value) == "True")
                {
                    await AskAsync(place, step.Groups["answer"].Value.Split(";\n"));
                }
            }
        }
    }

    [GeneratedRegex(@"^(?<question>select not .*?) as missing \\gset\n\\if :missing\n(?<answer>.*?);\n\\endif$",
        RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Step();

    private sealed class Told : ILogger
    {
        internal List<(LogLevel Level, string Text)> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) => Lines.Add((logLevel, formatter(state, exception)));
    }
}
