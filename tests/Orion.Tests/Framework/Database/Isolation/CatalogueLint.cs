namespace Orion.Tests.Framework.Database.Isolation;

/// <summary>
/// A question to PostgreSQL's own catalogue whose answer must be an empty list, and a careless change that must not go unseen.
/// </summary>
/// <param name="Rule">What must hold, as a sentence.</param>
/// <param name="Offenders">Gives what breaks the rule, by name.</param>
/// <param name="Carelessness">Breaks it; run as superuser with <c>orion_owner</c>'s tables.</param>
public sealed record CatalogueLint(string Rule, string Offenders, string Carelessness)
{
    /// <summary>Tables of ours; what extensions brought is theirs.</summary>
    private const string Ours =
        """
        with ours as (
          select c.oid, c.relname, c.relkind, c.relrowsecurity, c.relforcerowsecurity, c.reloptions,
                 exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'store_id' and not a.attisdropped) as owned
          from pg_class c
          where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
            and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')),
        locked as (select * from ours where relkind in ('r', 'p') and (owned or relname = 'stores'))

        """;

    private const string FirstColumn = "(select attname from pg_attribute where attrelid = i.indrelid and attnum = i.indkey[0])";

    private const string Policies =
        "(select string_agg(format('%s %s %s %s %s to %s', p.polname, p.polcmd, p.polpermissive, "
        + "pg_get_expr(p.polqual, t.oid), pg_get_expr(p.polwithcheck, t.oid), "
        + "(select string_agg(r.rolname, ',' order by r.rolname) from pg_roles r where r.oid = any (p.polroles))), '; ' order by p.polname) "
        + "from pg_policy p where p.polrelid = t.oid)";

    /// <summary>Indexes that don't begin with the store, and why they may.</summary>
    private static readonly Dictionary<string, string> UnscopedIndexes = new()
    {
        ["pk_stores"] = "The store is the row's own key.",
        ["ix_stores_code"] = "A code names one store of the whole installation.",
        ["ix_stores_platform_id_created_at"] = "The operator lists a platform's stores.",
        ["ix_store_domains_host"] = "A verified host leads to one store of the whole installation.",
        ["ix_audit_logs_id"] = "The operator reads all stores' entries in one list; ids are no secret and the index is not unique.",
        ["ix_store_members_user_id"] = "Signing in asks for which stores a person works; only the platform's role does."
    };

    /// <summary>Foreign keys from a store's table to a table of the platform's, and why they may be.</summary>
    private static readonly Dictionary<string, string> KeysToThePlatform = new()
    {
        ["fk_stores_platforms_platform_id"] = "Every store is on a platform.",
        ["fk_store_members_users_user_id"] = "People are known to the installation once."
    };

    public static readonly IReadOnlyList<CatalogueLint> All =
    [
        new("Row security is on and forced",
            Ours + "select relname from locked where not (relrowsecurity and relforcerowsecurity)",
            "alter table products no force row level security"),
        new("The store's column is a uuid that is never null",
            Ours + """
            select t.relname from locked t join pg_attribute a on a.attrelid = t.oid
              and a.attname = case t.relname when 'stores' then 'id' else 'store_id' end
            where not a.attnotnull or a.atttypid <> 'uuid'::regtype
            """,
            "create table careless (store_id uuid, id uuid)"),
        new("There are two policies and no others: the store's own rows for the application and the owner, all for the platform",
            Ours + $"""
            select t.relname || ': ' || coalesce({Policies}, 'none') from locked t
            where coalesce({Policies}, '') <> replace(
              'platform * t true true to orion_platform; store * t (KEY = (current_setting(''orion.store_id''::text))::uuid) '
              || '(KEY = (current_setting(''orion.store_id''::text))::uuid) to orion_app,orion_owner',
              'KEY', case t.relname when 'stores' then 'id' else 'store_id' end)
            """,
            "create policy generous on carts to orion_app using (true)"),
        new("Every primary key begins with the store",
            Ours + $"""
            select t.relname from locked t left join pg_index i on i.indrelid = t.oid and i.indisprimary
            where coalesce({FirstColumn}, '') <> case t.relname when 'stores' then 'id' else 'store_id' end
            """,
            "create table careless (id uuid primary key, store_id uuid not null)"),
        new("Every index begins with the store, so that no unique tells one store of another",
            Ours + $"""
            select x.relname from locked t join pg_index i on i.indrelid = t.oid join pg_class x on x.oid = i.indexrelid
            where {FirstColumn} is distinct from 'store_id' and x.relname not in ({Names(UnscopedIndexes)})
            """,
            "create index careless on products (slug)"),
        new("Every foreign key between stores' tables is composite and begins with the store",
            Ours + $"""
            select k.conname from pg_constraint k join locked t on t.oid = k.conrelid
            where k.contype = 'f' and k.conname not in ({Names(KeysToThePlatform)})
              and ((select attname from pg_attribute where attrelid = k.conrelid and attnum = k.conkey[1]) <> 'store_id'
                or (select attname from pg_attribute where attrelid = k.confrelid and attnum = k.confkey[1])
                  <> case k.confrelid when 'stores'::regclass then 'id' else 'store_id' end)
            """,
            """
            create unique index loose on products (id);
            create table careless (store_id uuid not null, id uuid, product_id uuid references products (id), primary key (store_id, id))
            """),
        new("Deleting a parent never takes the store from a child",
            "select conname from pg_constraint where contype = 'f' and confdeltype in ('n', 'd') and confdelsetcols is null",
            """
            alter table cart_items add constraint careless foreign key (store_id, variant_id)
              references product_variants (store_id, id) on delete set null
            """),
        new("No table of the platform's refers to one of a store's",
            Ours + """
            select k.conname from pg_constraint k join ours t on t.oid = k.conrelid
            where k.contype = 'f' and t.oid not in (select oid from locked) and k.confrelid in (select oid from locked)
            """,
            "create table careless (store uuid references stores (id))"),
        new("The application has no right at all on tables that belong to no store",
            Ours + """
            select relname from ours where relkind in ('r', 'p') and oid not in (select oid from locked)
              and (has_table_privilege('orion_app', oid, 'select,insert,update,delete,truncate,references,trigger')
                or has_any_column_privilege('orion_app', oid, 'select,insert,update,references'))
            """,
            "grant select (id) on users to orion_app"),
        new("Nobody but the owner may empty, refer to or hook a table",
            Ours + """
            select relname || ' by ' || r from ours, unnest(array['orion_app', 'orion_platform', 'public']) r
            where relkind in ('r', 'p') and has_table_privilege(r, oid, 'truncate,references,trigger')
            """,
            "grant truncate on orders to orion_platform"),
        new("Rows that are only ever added can't be changed or deleted",
            Ours + """
            select relname || ' by ' || r from ours, unnest(array['orion_app', 'orion_platform', 'public']) r
            where relname in ('stock_movements', 'order_status_history', 'audit_logs')
              and (has_table_privilege(r, oid, 'update') or has_any_column_privilege(r, oid, 'update')
                -- Only the log has an end: what is past its time is cleared by the platform's role, under a trigger.
                or (has_table_privilege(r, oid, 'delete') and not (relname = 'audit_logs' and r = 'orion_platform')))
            """,
            "grant delete on stock_movements to orion_app"),
        new("All tables belong to the owner, who is no superuser and can't log in",
            Ours + """
            select t.relname from ours t join pg_class c on c.oid = t.oid join pg_roles r on r.oid = c.relowner
            where r.rolname <> 'orion_owner' or r.rolsuper or r.rolcanlogin or r.rolbypassrls
            """,
            "create table careless ()"),
        new("No role of ours has power over row security, and the application's has no other's rights",
            """
            select rolname from pg_roles where rolname like 'orion%'
              and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
            union all select m.roleid::regrole::text from pg_auth_members m where m.member in ('orion_app'::regrole, 'orion_platform'::regrole)
            """,
            "grant pg_read_all_data to orion_app"),
        new("No function runs with another's rights",
            """
            select p.oid::regprocedure::text from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef
              and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
            """,
            "create function careless() returns bigint language sql security definer as 'select count(*) from orders'"),
        new("Every function of ours belongs to the owner, never to a superuser",
            """
            select p.oid::regprocedure::text from pg_proc p join pg_roles r on r.oid = p.proowner
            where p.pronamespace = 'public'::regnamespace and r.rolname <> 'orion_owner'
              and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
            """,
            "create function careless() returns int language sql as 'select 1'"),
        new("Views look with the eyes of who asks, and nothing is materialised",
            Ours + """
            select relname from ours where relkind = 'm'
              or (relkind = 'v' and not coalesce(reloptions @> array['security_invoker=true'], false))
            """,
            "create view careless as select * from orders"),
        new("The application makes nothing in the database",
            """
            select n.nspname from pg_namespace n, unnest(array['orion_app', 'orion_platform']) r
            where n.nspname not like 'pg\_%' and has_schema_privilege(r, n.oid, 'create')
            """,
            "grant create on schema public to orion_app"),
        new("Partitions and heirs don't let anyone in by the back door",
            Ours + "select relname from ours where oid in (select inhrelid from pg_inherits) and not (relrowsecurity and relforcerowsecurity)",
            "create table careless () inherits (orders)")
    ];

    public override string ToString() => Rule;

    private static string Names(Dictionary<string, string> allowed) => string.Join(", ", allowed.Keys.Select(k => $"'{k}'"));
}
