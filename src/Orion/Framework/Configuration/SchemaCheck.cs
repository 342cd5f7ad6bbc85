using System.Reflection;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace Orion.Framework.Configuration;

/// <summary>Holds the database's schema against the one that this version was built for.</summary>
public static class SchemaCheck
{
    private static readonly Lazy<IReadOnlyList<string>> Known = new(() =>
    [
        .. typeof(OrionDb).Assembly.GetTypes().Where(t => t.BaseType == typeof(Migration))
            .Select(t => t.GetCustomAttribute<MigrationAttribute>()?.Id)
            .OfType<string>().Order(StringComparer.Ordinal)
    ]);

    /// <summary>
    /// Refuses to go on with a schema that lacks migrations or has ones that this version doesn't know. Asks without the mapper:
    /// its model costs a good part of a start, and the first pages do without it.
    /// </summary>
    /// <exception cref="OperatorException">Says which, and what to do.</exception>
    public static async Task EnsureKnownAsync(NpgsqlDataSource database, CancellationToken stop)
    {
        List<string> applied = [];
        try
        {
            await using var command = database.CreateCommand("""select migration_id from "__EFMigrationsHistory" """);
            await using var reader = await command.ExecuteReaderAsync(stop);
            while (await reader.ReadAsync(stop)) applied.Add(reader.GetString(0));
        }
        catch (PostgresException missing) when (missing.SqlState is PostgresErrorCodes.UndefinedTable)
        {
            // Never migrated.
        }

        RefuseNewer(applied);
        var absent = KnownMigrations().Except(applied).ToList();
        if (absent.Count > 0)
            throw new OperatorException($"The database lacks {absent.Count} migration(s), the first is {absent[0]}. Run 'orion migrate' before serving.");
    }

    /// <summary>Refuses a schema that a newer version has made.</summary>
    public static void RefuseNewer(IReadOnlyCollection<string> applied)
    {
        var unknown = applied.Except(KnownMigrations()).ToList();
        if (unknown.Count > 0)
            throw new OperatorException(
                $"The database was migrated by a newer Orion (it has {unknown[^1]}). Run that version, or restore a backup from before.");
    }

    /// <summary>Names of the migrations that this version holds, oldest first.</summary>
    public static IReadOnlyList<string> KnownMigrations() => Known.Value;
}
