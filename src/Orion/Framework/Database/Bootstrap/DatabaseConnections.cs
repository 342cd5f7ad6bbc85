using Npgsql;

namespace Orion.Framework.Database.Bootstrap;

/// <summary>One connection string per role.</summary>
/// <param name="App">As orion_app: under row security, DML on tables that were granted one by one.</param>
/// <param name="Platform">As orion_platform: the Admin face, and workers that cross stores.</param>
/// <param name="Migrator">As orion_owner by way of orion_migrator: owns what it makes.</param>
public sealed record DatabaseConnections(string App, string Platform, string Migrator)
{
    /// <summary>
    /// The strings for a database, without asking the server. With passwords each role logs in by itself; without, the
    /// given user does, and takes the role as its session begins.
    /// </summary>
    public static DatabaseConnections For(string adminConnectionString, string databaseName, RolePasswords? passwords)
    {
        return new(
            Connect("orion-app", Roles.App, Roles.App, passwords?.App, prepare: true),
            Connect("orion-platform", Roles.Platform, Roles.Platform, passwords?.Platform, prepare: true),
            // A login as orion_migrator becomes orion_owner by the role's own setting; a role taken brings no settings.
            Connect("orion-migrator", Roles.Migrator, Roles.Owner, passwords?.Migrator, prepare: false));

        string Connect(string application, string login, string role, string? password, bool prepare)
        {
            var connection = new NpgsqlConnectionStringBuilder(adminConnectionString)
            {
                Database = databaseName,
                ApplicationName = application,
                Timeout = 5,
                CommandTimeout = 30,
                IncludeErrorDetail = false,
            };
            // A string that speaks of prepared statements itself knows why: a pooler in between, most likely.
            if (prepare && !connection.ShouldSerialize("Max Auto Prepare"))
            {
                connection.MaxAutoPrepare = 40;
            }

            if (password is null)
            {
                connection.Options = $"{connection.Options} -c role={role}".Trim();
            }
            else
            {
                connection.Username = login;
                connection.Password = password;
            }

            return connection.ConnectionString;
        }
    }

    /// <summary>Names the type only: the strings hold passwords.</summary>
    public override string ToString() => nameof(DatabaseConnections);
}
