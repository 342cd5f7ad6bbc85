namespace Orion.Features.Catalog.Import.Merging;

/// <summary>
/// The statements that make products, categories and pictures what the batch says. $1 is the store, $2 the moment; every
/// statement notes in import_changes what it has changed, and touches only what differs.
/// </summary>
internal static class ProductSql
{
    /// <summary>One import at a time for a store; the next finds what this one has committed.</summary>
    public const string Lock = "select pg_advisory_xact_lock(hashtextextended('import:' || $1::text, 0))";

    /// <summary>
    /// The products of these handles, and those made by hand that have such an address; $3 is what is looked for as an address. They
    /// are locked as the forms do it, in one order, so that nobody adds a variant while it is looked at which there are.
    /// </summary>
    public const string Find =
        $"""
        select id, handle, slug, options, metadata ? '{EarlierProducts.Mark}' from products
        where store_id = $1 and deleted_at is null and (handle = any($2) or (handle is null and slug = any($3)))
        order by id for no key update
        """;

    public const string FindCategories =
        "select name, slug from categories where store_id = $1 and name = any($2) order by position desc, id desc";

    /// <summary>
    /// Before each batch. The plans go as well: the checks of the foreign keys keep theirs for the session, and one that was made
    /// while the catalogue was empty reads the whole store for each row (a new store filled at a quarter of the speed).
    /// </summary>
    public const string Analyze = "analyze import_products; analyze import_variants; analyze import_images; discard plans";

    /// <summary>What the file doesn't say stays as it is.</summary>
    public const string KeepUntold =
        """
        update import_products s set
          description = coalesce(s.description, p.description),
          vendor = coalesce(s.vendor, p.vendor),
          tags = coalesce(s.tags, p.tags),
          status = coalesce(s.status, p.status),
          summary = coalesce(s.summary, p.summary),
          category_slug = case when s.has_category then s.category_slug else p.metadata ->> 'importedCategory' end
        from products p where p.store_id = $1 and p.id = s.id and not s.is_new
        """;

    public const string InsertCategories =
        """
        insert into categories (store_id, id, slug, name, description, position, created_at, updated_at)
        select $1, n.category_id, n.category_slug, n.category_name, '',
               (select coalesce(max(c.position), 0) from categories c where c.store_id = $1) + row_number() over (order by n.line), $2, $2
        from (select distinct on (category_slug) category_id, category_slug, category_name, line
              from import_products where category_id is not null order by category_slug, line) n
        """;

    public const string InsertProducts =
        """
        insert into products (
          store_id, id, handle, slug, name, summary, description, vendor, status, options, details, tags, metadata, created_at, updated_at)
        select $1, s.id, s.handle, s.slug, s.name, s.summary, s.description, s.vendor, s.status, s.options, '[]', s.tags,
               jsonb_strip_nulls(jsonb_build_object('importedCategory', s.category_slug)), $2, $2
        from import_products s where s.is_new order by s.line
        """;

    /// <summary>Its handle is the file's own from now on. Nobody sees that, and so it counts as no change.</summary>
    public const string KeepHandles =
        $"""
        update products p set metadata = p.metadata - '{EarlierProducts.Mark}'
        from import_products s where p.store_id = $1 and p.id = s.id and not s.is_new and p.metadata ? '{EarlierProducts.Mark}'
        """;

    /// <summary>A product leaves the category that an earlier import has put it into, and no other.</summary>
    public const string LeaveCategories =
        """
        with gone as (
          delete from product_categories l using import_products s, products p, categories c
          where p.store_id = $1 and p.id = s.id and not s.is_new
            and p.metadata ->> 'importedCategory' is distinct from s.category_slug
            and c.store_id = $1 and c.slug = p.metadata ->> 'importedCategory'
            and l.store_id = $1 and l.product_id = s.id and l.category_id = c.id
          returning l.product_id, l.category_id)
        insert into import_changes select 'category', product_id, category_id from gone
        """;

    public const string UpdateProducts =
        """
        with changed as (
          update products p set
            handle = s.handle, name = s.name, summary = s.summary, description = s.description, vendor = s.vendor, status = s.status, options = s.options,
            tags = s.tags, updated_at = $2,
            metadata = p.metadata - 'importedCategory' || jsonb_strip_nulls(jsonb_build_object('importedCategory', s.category_slug))
          from import_products s
          where p.store_id = $1 and p.id = s.id and not s.is_new
            and (p.handle, p.name, p.summary, p.description, p.vendor, p.status, p.options, p.tags, p.metadata ->> 'importedCategory')
              is distinct from (s.handle, s.name, s.summary, s.description, s.vendor, s.status::varchar, s.options, s.tags, s.category_slug)
          returning p.id)
        insert into import_changes select 'product', id, id from changed
        """;

    public const string EnterCategories =
        """
        with entered as (
          insert into product_categories (store_id, product_id, category_id)
          select $1, s.id, c.id from import_products s join categories c on c.store_id = $1 and c.slug = s.category_slug
          on conflict do nothing
          returning product_id, category_id)
        insert into import_changes select 'category', product_id, category_id from entered
        """;

    public const string MatchImages =
        """
        update import_images s set id = i.id, is_new = false
        from (select distinct on (i.product_id, i.source_url) i.id, i.product_id, i.source_url
              from import_products p join product_images i on i.store_id = $1 and i.product_id = p.id
              where not p.is_new and i.source_url is not null
              order by i.product_id, i.source_url, i.id) i
        where i.product_id = s.product_id and i.source_url = s.url
        """;

    public const string KeepUntoldOfImages =
        """
        update import_images s set
          alt = coalesce(s.alt, i.alt), options = coalesce(s.options, i.options)
        from product_images i where i.store_id = $1 and i.id = s.id and not s.is_new
        """;

    public const string InsertImages =
        """
        with made as (
          insert into product_images (store_id, id, product_id, key, width, height, alt, position, options, source_url, state, problem)
          select $1, s.id, s.product_id, null, 0, 0, coalesce(s.alt, ''), s.position, coalesce(s.options, '{}'), s.url, 'Pending', null
          from import_images s where s.is_new order by s.product_id, s.position
          returning product_id, id),
        remembered as (
          insert into import_pictures select s.id, s.line, s.handle from import_images s where s.is_new)
        insert into import_changes select 'picture made', product_id, id from made
        """;

    public const string UpdateImages =
        """
        with changed as (
          update product_images i set alt = s.alt, position = s.position, options = s.options
          from import_images s
          where i.store_id = $1 and i.id = s.id and not s.is_new
            and (i.alt, i.position, i.options) is distinct from (s.alt, s.position, s.options)
          returning i.product_id, i.id)
        insert into import_changes select 'picture', product_id, id from changed
        """;

    /// <summary>Pictures that an import has brought and a file that has them all no longer has; those that people have added stay.</summary>
    public const string DeleteImages =
        """
        with gone as (
          delete from product_images i using import_products p
          where i.store_id = $1 and i.product_id = p.id and not p.is_new and p.has_all_pictures and i.source_url is not null
            and not exists (select 1 from import_images s where s.id = i.id)
          returning i.product_id, i.id, i.source_url)
        insert into import_changes select 'picture taken out', product_id, id, source_url from gone
        """;

    /// <summary>A product is changed when a part of it is; its version must say so.</summary>
    public const string TouchProducts =
        """
        update products p set updated_at = $2
        where p.store_id = $1 and p.updated_at <> $2 and p.id in (select product_id from import_changes)
        """;

    public const string RefreshDocuments =
        """
        select refresh_product_documents($1, coalesce((
          select array_agg(id order by id) from (
            select product_id as id from import_changes union select id from import_products where is_new) c), '{}'))
        """;

    public const string FindPicturesTakenOut = "select product_id, note from import_changes where kind = 'picture taken out' order by note";

    public const string Count =
        """
        select (select count(*) from import_products where is_new),
               (select count(distinct c.product_id) from import_changes c join import_products p on p.id = c.product_id and not p.is_new),
               count(*) filter (where kind = 'variant made'),
               (select count(distinct c.item_id) from import_changes c join import_variants v on v.id = c.item_id and not v.is_new and v.is_named
                where c.kind in ('variant', 'stock')),
               count(*) filter (where kind = 'variant taken out'),
               count(*) filter (where kind = 'picture made'),
               (select count(*) from import_products), (select count(*) from import_variants where is_named),
               (select count(*) from import_variants where not is_named)
        from import_changes
        """;
}
