using Microsoft.Extensions.Logging;
using Npgsql;

namespace Orion.Framework.Database.Bootstrap;

/// <summary>One connection that brings a database, step by step, to what it must be.</summary>
internal sealed class BootstrapSession : IAsyncDisposable
{
    private const int OldestMajor = 15;

    // Any number will do that nothing else on the server locks: 'orion' in ASCII.
    private const long LockKey = 0x6F72696F6E;

    private readonly NpgsqlConnection _connection;
    private readonly ILogger _logger;

    private BootstrapSession(NpgsqlConnection connection, ILogger logger)
    {
        _connection = connection;
        _logger = logger;
    }

    /// <summary>Connects to a database, or null when there is none of that name.</summary>
    /// <exception cref="DatabaseBootstrapException">The server can't be reached, or is too old.</exception>
    internal static async Task<BootstrapSession?> TryOpenAsync(
        string connectionString, string database, ILogger logger, CancellationToken stop)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Database = database,
            // A pooled connection would stay, and nobody can clone a database that somebody is connected to.
            Pooling = false,
            // Waiting for another process's bootstrap, and making a database, take what they take.
            CommandTimeout = 0,
        };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(stop);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            await connection.DisposeAsync();
            return null;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            await connection.DisposeAsync();
            throw new DatabaseBootstrapException(
                $"PostgreSQL at {settings.Host}:{settings.Port} can't be used by '{settings.Username}' (database "
                + $"'{database}'): {e.Message}. Check that it runs, and the connection string.", e);
        }

        if (connection.PostgreSqlVersion.Major < OldestMajor)
        {
            var version = connection.PostgreSqlVersion;
            await connection.DisposeAsync();
            throw new DatabaseBootstrapException(
                $"PostgreSQL at {settings.Host}:{settings.Port} is {version}; Orion needs {OldestMajor} or newer.");
        }

        return new BootstrapSession(connection, logger);
    }

    internal Task<string> UserAsync(CancellationToken stop) => AskAsync("select current_user::text", stop);

    internal Task<string> AskAsync(string sql, CancellationToken stop) => ScalarAsync<string>(sql, stop);

    /// <summary>Waits for its turn. The lock ends with the session.</summary>
    internal Task LockAsync(CancellationToken stop) => ExecuteAsync($"select pg_advisory_lock({LockKey})", stop);

    internal async Task ApplyAsync(IEnumerable<BootstrapStep> steps, CancellationToken stop)
    {
        foreach (var step in steps)
        {
            await ApplyAsync(step, stop);
        }
    }

    internal async Task ApplyAsync(BootstrapStep step, CancellationToken stop)
    {
        if (await HoldsAsync(step, stop))
        {
            return;
        }

        try
        {
            await RunAsync(step, stop);
            _logger.StepApplied(step.Name);
        }
        catch (PostgresException e)
        {
            // Somebody who works from another database, where this lock isn't seen, may have done it meanwhile.
            if (await HoldsAsync(step, stop))
            {
                return;
            }

            if (step.Optional)
            {
                _logger.StepSkipped(step.Name, e.MessageText, step.Apply);
                return;
            }

            var user = await UserAsync(stop);
            throw new DatabaseBootstrapException(
                $"The database isn't ready ({step.Name}), and '{user}' can't make it so: {e.MessageText}. An "
                + $"administrator of {_connection.Host}:{_connection.Port} must run, in database "
                + $"'{_connection.Database}':\n{step.Apply};", e)
            { Statement = step.Apply };
        }
    }

    /// <summary>Lets a role log in with a password, and writes only where something would change.</summary>
    internal async Task SetPasswordAsync(string role, string password, CancellationToken stop)
    {
        if (await ScalarAsync<bool>("select has_table_privilege('pg_authid', 'select')", stop))
        {
            var stored = await ScalarAsync<string>(
                $"select coalesce(rolpassword, '') from pg_authid where rolname = '{role}' and rolcanlogin "
                + "union all select '' limit 1", stop);
            if (ScramVerifier.Matches(stored, password))
            {
                return;
            }
        }

        await ApplyAsync(
            new BootstrapStep(
                $"{role} logs in",
                "false",
                $"alter role {role} login password {Sql.Text(ScramVerifier.Create(password))}"),
            stop);
    }

    internal async Task ExecuteAsync(string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        await command.ExecuteNonQueryAsync(stop);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task RunAsync(BootstrapStep step, CancellationToken stop)
    {
        if (step.AsOwner)
        {
            await ExecuteAsync("set role orion_owner", stop);
        }

        try
        {
            foreach (var preferred in step.Preferred)
            {
                try
                {
                    await ExecuteAsync(preferred, stop);
                    return;
                }
                catch (PostgresException e) when (e.SqlState != PostgresErrorCodes.InsufficientPrivilege)
                {
                    // An older version, or a system without this locale: the next form asks for less.
                }
            }

            await ExecuteAsync(step.Apply, stop);
        }
        finally
        {
            if (step.AsOwner)
            {
                await ExecuteAsync("reset role", CancellationToken.None);
            }
        }
    }

    private Task<bool> HoldsAsync(BootstrapStep step, CancellationToken stop) =>
        ScalarAsync<bool>($"select coalesce(({step.Check}), false)", stop);

    private async Task<T> ScalarAsync<T>(string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        return (T)(await command.ExecuteScalarAsync(stop))!;
    }
}
