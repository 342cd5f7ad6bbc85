using Microsoft.EntityFrameworkCore.Migrations;

namespace Orion.Framework.Configuration;

/// <summary>Holds the database's schema against the one that this version was built for.</summary>
public static class SchemaCheck
{
    /// <summary>Refuses to go on with a schema that lacks migrations or has ones that this version doesn't know.</summary>
    /// <exception cref="OperatorException">Says which, and what to do.</exception>
    public static async Task EnsureKnownAsync(OrionDb db, CancellationToken stop)
    {
        List<string> applied;
        try
        {
            applied = await db.Database.SqlQuery<string>($"""select migration_id as "Value" from "__EFMigrationsHistory" """).ToListAsync(stop);
        }
        catch (Npgsql.PostgresException missing) when (missing.SqlState is "42P01")
        {
            applied = [];
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
    public static IReadOnlyList<string> KnownMigrations() =>
    [
        .. typeof(OrionDb).Assembly.GetTypes()
            .Select(t => t.GetCustomAttributes(typeof(MigrationAttribute), false).OfType<MigrationAttribute>().FirstOrDefault()?.Id)
            .OfType<string>().Order(StringComparer.Ordinal)
    ];
}
