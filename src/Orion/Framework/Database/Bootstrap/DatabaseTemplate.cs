using Microsoft.Extensions.Logging.Abstractions;

namespace Orion.Framework.Database.Bootstrap;

/// <summary>Copies a bootstrapped, migrated database, and drops the copies: a fresh one for each test class.</summary>
public static class DatabaseTemplate
{
    /// <summary>
    /// Makes a database like another. What is inside (tables, default privileges, leakproof marks) is copied by the
    /// server; the owner and the settings of roles in the database aren't, and are made again.
    /// </summary>
    /// <param name="adminConnectionString">A superuser, or the owner of the template.</param>
    /// <param name="template">The database to copy. Whoever is connected to it is disconnected.</param>
    /// <param name="name">The new database; must not exist.</param>
    /// <param name="passwords">As given to <see cref="DatabaseBootstrap"/> for the template.</param>
    /// <param name="stop">Gives up; the new database may or may not exist.</param>
    public static async Task<DatabaseConnections> CloneAsync(
        string adminConnectionString, string template, string name, RolePasswords? passwords, CancellationToken stop)
    {
        var clone = Sql.DatabaseName(name);
        await using var server = await DatabaseBootstrap.OpenServerAsync(
            adminConnectionString, NullLogger.Instance, stop);
        await server.ExecuteAsync(
            "select pg_terminate_backend(pid) from pg_stat_activity "
            + $"where datname = {Sql.Text(template)} and pid <> pg_backend_pid()", stop);
        // Copying files takes two checkpoints, which cost nothing where nothing is synced; it is then twice as fast.
        var synced = await server.AskAsync("select current_setting('fsync')", stop) == "on";
        var strategy = synced ? "wal_log" : "file_copy";
        await server.ExecuteAsync(
            $"create database {Sql.Name(clone)} template {Sql.Name(template)} owner orion_owner strategy {strategy}",
            stop);
        if (passwords is not null)
        {
            await server.ApplyAsync(ServerSteps.MigratorActsAsOwner(clone), stop);
        }

        return DatabaseConnections.For(adminConnectionString, clone, passwords);
    }

    /// <summary>Drops a database, with the sessions that are still in it. Nothing happens when there is none.</summary>
    public static async Task DropAsync(string adminConnectionString, string name, CancellationToken stop)
    {
        await using var server = await DatabaseBootstrap.OpenServerAsync(
            adminConnectionString, NullLogger.Instance, stop);
        await server.ExecuteAsync($"drop database if exists {Sql.Name(name)} with (force)", stop);
    }
}
