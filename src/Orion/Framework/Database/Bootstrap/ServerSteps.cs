namespace Orion.Framework.Database.Bootstrap;

/// <summary>What the server must have: the roles, and the database with its owner. Run from any database.</summary>
internal static class ServerSteps
{
    internal static IEnumerable<BootstrapStep> Roles { get; } =
    [
        .. Bootstrap.Roles.All.SelectMany(Role),
        new(
            "orion_migrator may become orion_owner",
            "pg_has_role('orion_migrator', 'orion_owner', 'MEMBER')",
            "grant orion_owner to orion_migrator"),
    ];

    /// <summary>
    /// Lets the connecting user take the roles. A superuser can anyway, and since PostgreSQL 16 who makes a role may
    /// grant it, to itself too.
    /// </summary>
    internal static IEnumerable<BootstrapStep> Membership(string user) =>
        from role in Bootstrap.Roles.All
        select new BootstrapStep(
            $"{user} may become {role}",
            $"pg_has_role(current_user, '{role}', "
            + "case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end)",
            $"grant {role} to {Sql.Name(user)}");

    /// <summary>The database, in UTF8, owned by orion_owner.</summary>
    internal static IEnumerable<BootstrapStep> Database(string database)
    {
        var create = $"create database {Sql.Name(database)} owner orion_owner template template0 encoding 'UTF8'";
        yield return new(
            $"database {database}",
            $"exists (select from pg_database where datname = {Sql.Text(database)})",
            create)
        {
            // Sorting and case by code point, the same on every system and version, where the server can.
            Preferred =
            [
                $"{create} locale_provider builtin locale 'C.UTF-8'",
                $"{create} locale 'C.UTF-8'",
                $"{create} locale_provider builtin builtin_locale 'C.UTF-8'",
            ],
        };
        yield return new(
            $"database {database} belongs to orion_owner",
            $"(select pg_get_userbyid(datdba) from pg_database where datname = {Sql.Text(database)}) = 'orion_owner'",
            $"alter database {Sql.Name(database)} owner to orion_owner");
    }

    /// <summary>A login as orion_migrator works as orion_owner. Belongs to the database and isn't cloned.</summary>
    internal static BootstrapStep MigratorActsAsOwner(string database) => new(
        "orion_migrator works as orion_owner",
        $"""
        exists (select from pg_db_role_setting s
            join pg_database d on d.oid = s.setdatabase join pg_roles r on r.oid = s.setrole
            where d.datname = {Sql.Text(database)} and r.rolname = 'orion_migrator'
            and 'role=orion_owner' = any (s.setconfig))
        """,
        $"alter role orion_migrator in database {Sql.Name(database)} set role orion_owner");

    private static IEnumerable<BootstrapStep> Role(string role) =>
    [
        new(
            $"role {role}",
            $"exists (select from pg_roles where rolname = '{role}')",
            $"create role {role} nologin nosuperuser nobypassrls nocreatedb nocreaterole noreplication"),
        // A role that passes by row security would make every other test of isolation worthless.
        new(
            $"{role} has no power over row security",
            $"""
            not exists (select from pg_roles where rolname = '{role}'
                and (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication))
            """,
            $"alter role {role} nosuperuser nobypassrls nocreatedb nocreaterole noreplication"),
    ];
}
