namespace Orion.Framework.Database.Bootstrap;

/// <summary>What the database itself must have. Run from inside it; a clone has all of it from its template.</summary>
internal static class DatabaseSteps
{
    /// <summary>
    /// Functions below row security. A predicate that isn't leakproof runs after the policy, so it can't choose an
    /// index. (Equality and order of uuid, bigint, text and timestamptz are leakproof as they come.) What this gives
    /// away: a LIKE pattern that ends in a lone backslash fails on a matching row of a foreign store, too. Row security
    /// guards against a forgotten filter; whoever writes SQL as orion_app could name another store as well.
    /// </summary>
    private static readonly string[] Searched =
    [
        "pg_catalog.ts_match_vq(tsvector,tsquery)",
        "pg_catalog.texticlike(text,text)",
        "pg_catalog.textlike(text,text)",
        "pg_catalog.starts_with(text,text)",
        "public.fold(text)",
    ];

    internal static IEnumerable<BootstrapStep> All { get; } =
    [
        new(
            "the encoding is UTF8",
            "(select pg_encoding_to_char(encoding) from pg_database where datname = current_database()) = 'UTF8'",
            "do $$ begin raise exception 'The encoding of this database is not UTF8: make another one'; end $$"),
        new(
            "only the owner creates in schema public",
            """
            not exists (select from pg_namespace n, aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a
                where n.nspname = 'public' and a.grantee = 0 and a.privilege_type = 'CREATE')
            """,
            "revoke create on schema public from public"),
        new(
            "orion_owner creates in schema public",
            "has_schema_privilege('orion_owner', 'public', 'CREATE')"
            + " and has_schema_privilege('orion_owner', 'public', 'USAGE')",
            "grant usage, create on schema public to orion_owner"),
        .. new[] { Roles.App, Roles.Platform, Roles.Migrator }.Select(role => new BootstrapStep(
            $"{role} uses schema public",
            $"has_schema_privilege('{role}', 'public', 'USAGE')",
            $"grant usage on schema public to {role}")),
        // orion_app has nothing by default: the migration helper that gives a table its policies grants it too.
        DefaultPrivilege("r", "select, insert, update, delete", "tables", Roles.Platform),
        DefaultPrivilege("S", "usage", "sequences", Roles.Platform),
        DefaultPrivilege("f", "execute", "functions", Roles.Platform),
        DefaultPrivilege("f", "execute", "functions", Roles.App),
        .. new[] { "pg_trgm", "unaccent", "btree_gin" }.Select(Extension),
        new(
            "function fold",
            // By the last thing that was changed about it: an older one is replaced.
            "coalesce(pg_get_functiondef(to_regprocedure('public.fold(text)')) like '%ςı%', false)",
            // NFKC joins letters with their marks, for unaccent to find them. A sigma at a word's end is a sigma, and an i without
            // a dot an i, which unaccent leaves in some forms.
            """
            create or replace function public.fold(value text) returns text
                language sql immutable parallel safe strict
                return translate(
                    lower(public.unaccent('public.unaccent'::regdictionary, normalize(value, nfkc))), 'ςı', 'σi')
            """)
        { AsOwner = true },
        .. Searched.Select(Leakproof),
    ];

    private static BootstrapStep DefaultPrivilege(string kind, string privileges, string things, string role)
    {
        var names = string.Join(", ", privileges.Split(", ").Select(x => $"'{x.ToUpperInvariant()}'"));
        return new(
            $"{role} gets {privileges} on new {things}",
            $"""
            (select count(distinct a.privilege_type) from pg_default_acl d, aclexplode(d.defaclacl) a
                where d.defaclrole = 'orion_owner'::regrole and d.defaclnamespace = 'public'::regnamespace
                and d.defaclobjtype = '{kind}' and a.grantee = '{role}'::regrole
                and a.privilege_type in ({names})) = {privileges.Split(", ").Length}
            """,
            $"alter default privileges for role orion_owner in schema public grant {privileges} on {things} to {role}")
        { AsOwner = true };
    }

    // All three are trusted extensions: the database's owner may create them, no superuser is needed.
    private static BootstrapStep Extension(string name) => new(
        $"extension {name}",
        $"exists (select from pg_extension where extname = '{name}')",
        $"create extension if not exists {name} schema public")
    { AsOwner = true };

    private static BootstrapStep Leakproof(string function) => new(
        $"{function} is leakproof",
        $"(select proleakproof from pg_proc where oid = '{function}'::regprocedure)",
        $"alter function {function} leakproof")
    { Optional = true };
}
