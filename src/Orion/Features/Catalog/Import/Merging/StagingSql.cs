namespace Orion.Features.Catalog.Import.Merging;

/// <summary>The session's tables: the file's rows, and one batch of products as they are to be.</summary>
internal static class StagingSql
{
    /// <summary>The batch's tables are empty again after each transaction; rows and pictures stay for the session.</summary>
    public const string Tables =
        """
        create temporary table import_rows (line int not null, slug text not null, cells text[] not null);

        create temporary table import_pictures (id uuid primary key, line int not null, handle text not null);

        create temporary table import_products (
          id uuid primary key, is_new bool not null, line int not null, slug text not null, name text not null, summary text not null,
          description text not null, vendor text not null, status text not null, options jsonb not null, tags jsonb not null,
          category_id uuid, category_slug text, category_name text
        ) on commit delete rows;

        create temporary table import_variants (
          id uuid primary key, is_new bool not null, product_id uuid not null, position int not null, sku text not null,
          options jsonb not null, price bigint not null, compare_at bigint, barcode text not null, weight int not null,
          requires_shipping bool not null, is_taxable bool not null, quantity int not null, is_tracked bool not null,
          is_backorderable bool not null, level_id uuid not null, movement_id uuid not null
        ) on commit delete rows;
        create index on import_variants (product_id);

        create temporary table import_images (
          id uuid primary key, is_new bool not null, product_id uuid not null, position int not null, url text not null,
          alt text not null, options jsonb not null, line int not null, handle text not null
        ) on commit delete rows;
        create index on import_images (product_id);

        create temporary table import_changes (kind text not null, product_id uuid not null, item_id uuid not null) on commit delete rows;
        """;

    /// <summary>A batch's rows, product by product in the order of the file.</summary>
    public const string Batch =
        """
        select r.slug, r.line, r.cells
        from import_slugs h join import_rows r on r.slug = h.slug
        where h.batch = $1 and h.rows <= $2
        order by h.line, r.line
        """;

    /// <summary>Rows belong together by the address that their handle gives; whole products fill a batch until it has so many rows.</summary>
    public static string Arrange(int rows) =>
        $"""
        create index on import_rows (slug);
        create temporary table import_slugs as
        select slug, min(line) as line, count(*)::int as rows,
               ((sum(count(*)) over (order by min(line)) - count(*)) / {rows})::int as batch
        from import_rows group by slug;
        create index on import_slugs (batch);
        analyze import_rows;
        analyze import_slugs;
        """;
}
