namespace Orion.Framework.Database.Bootstrap;

/// <summary>The four roles that every database of Orion knows. None is a superuser or passes by row security.</summary>
public static class Roles
{
    /// <summary>Owns the database and everything in it; nobody logs in as it.</summary>
    public const string Owner = "orion_owner";

    /// <summary>Runs migrations, and becomes <see cref="Owner"/> to do so.</summary>
    public const string Migrator = "orion_migrator";

    /// <summary>Serves shops and merchants: DML on tables that were granted to it one by one.</summary>
    public const string App = "orion_app";

    /// <summary>Serves the operator, and workers that cross stores, under policies of its own.</summary>
    public const string Platform = "orion_platform";

    internal static readonly string[] All = [Owner, Migrator, App, Platform];
}
