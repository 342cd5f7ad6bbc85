using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Orion.Framework.Database.Bootstrap;

/// <summary>
/// Brings a server and a database to where migrations can begin: roles, ownership, default privileges, extensions,
/// search functions. Runs at every start; may run in several processes at once; changes only what is missing.
/// </summary>
public static class DatabaseBootstrap
{
    /// <summary>The whole bootstrap as a script for psql, for servers where the app may not do it.</summary>
    public static string Script(string databaseName) => BootstrapScript.For(Sql.DatabaseName(databaseName));

    /// <inheritdoc cref="EnsureAsync(string, string, RolePasswords?, ILogger, CancellationToken)"/>
    public static Task<DatabaseConnections> EnsureAsync(
        string adminConnectionString, string databaseName, RolePasswords? passwords, CancellationToken stop) =>
        EnsureAsync(adminConnectionString, databaseName, passwords, NullLogger.Instance, stop);

    /// <summary>Makes the database what Orion needs, and returns how to connect to it.</summary>
    /// <param name="adminConnectionString">A superuser, or a user that was granted the four roles.</param>
    /// <param name="databaseName">Made when missing; at most 63 bytes.</param>
    /// <param name="passwords">
    /// With them the roles log in by themselves (a server that is Orion's own). Without, they don't log in: the given
    /// user does, and takes a role as each session begins.
    /// </param>
    /// <param name="logger">Told of every change, and of what had to be left out.</param>
    /// <param name="stop">Leaves the steps so far done; a later run finishes them.</param>
    /// <exception cref="DatabaseBootstrapException">
    /// The server can't be reached or is older than 15, or the user may not do what is missing.
    /// </exception>
    public static async Task<DatabaseConnections> EnsureAsync(
        string adminConnectionString,
        string databaseName,
        RolePasswords? passwords,
        ILogger logger,
        CancellationToken stop)
    {
        var database = Sql.DatabaseName(databaseName);
        await using var server = await OpenServerAsync(adminConnectionString, logger, stop);
        // Held to the end, so that only one process at a time is inside the database, too.
        await server.LockAsync(stop);
        var user = await server.UserAsync(stop);
        await server.ApplyAsync(ServerSteps.Roles, stop);
        await server.ApplyAsync(ServerSteps.Membership(user), stop);
        await server.ApplyAsync(ServerSteps.Database(database), stop);
        if (passwords is not null)
        {
            await server.SetPasswordAsync(Roles.App, passwords.App, stop);
            await server.SetPasswordAsync(Roles.Platform, passwords.Platform, stop);
            await server.SetPasswordAsync(Roles.Migrator, passwords.Migrator, stop);
            // Only a login has the setting's effect; who takes a role takes orion_owner outright.
            await server.ApplyAsync(ServerSteps.MigratorActsAsOwner(database), stop);
        }

        await using var inside = await BootstrapSession.TryOpenAsync(adminConnectionString, database, logger, stop)
            ?? throw new DatabaseBootstrapException($"The database '{database}' was dropped meanwhile. Start again.");
        await inside.ApplyAsync(DatabaseSteps.All, stop);
        return DatabaseConnections.For(adminConnectionString, database, passwords);
    }

    /// <summary>Connects to the database that the string names; it may be the one that doesn't exist yet.</summary>
    internal static async Task<BootstrapSession> OpenServerAsync(
        string adminConnectionString, ILogger logger, CancellationToken stop)
    {
        var named = new NpgsqlConnectionStringBuilder(adminConnectionString).Database;
        foreach (var database in new[] { named, "postgres", "template1" }.Where(x => !string.IsNullOrEmpty(x)))
        {
            if (await BootstrapSession.TryOpenAsync(adminConnectionString, database!, logger, stop) is { } session)
            {
                return session;
            }
        }

        throw new DatabaseBootstrapException(
            $"The server has neither the database '{named}' nor 'postgres'. Name one that exists in the "
            + "connection string.");
    }
}
