namespace Orion.Features.Catalog.Import.Merging;

/// <summary>The session's tables: the file's rows, and one batch of products as they are to be. A null is what the file doesn't say.</summary>
internal static class StagingSql
{
    /// <summary>The batch's tables are empty again after each transaction; rows and pictures stay for the session.</summary>
    public const string Tables =
        """
        create temporary table import_rows (line int not null, handle text not null, cells text[] not null);

        create temporary table import_pictures (id uuid primary key, line int not null, handle text not null);

        create temporary table import_products (
          id uuid primary key, is_new bool not null, line int not null, handle text not null, slug text not null, name text not null,
          summary text, description text, vendor text, status text, options jsonb not null, tags jsonb, has_category bool not null,
          category_id uuid, category_slug text, category_name text, has_all_pictures bool not null
        ) on commit delete rows;

        create temporary table import_variants (
          id uuid primary key, is_new bool not null, is_named bool not null, product_id uuid not null, position int not null, sku text,
          options jsonb not null, price bigint, compare_at bigint, barcode text, weight int, requires_shipping bool, is_taxable bool,
          quantity int, is_tracked bool, is_backorderable bool, level_id uuid not null, movement_id uuid not null
        ) on commit delete rows;
        create index on import_variants (product_id);

        create temporary table import_images (
          id uuid primary key, is_new bool not null, product_id uuid not null, position int not null, url text not null,
          alt text, options jsonb, line int not null, handle text not null
        ) on commit delete rows;
        create index on import_images (product_id);

        create temporary table import_changes (kind text not null, product_id uuid not null, item_id uuid not null, note text) on commit delete rows;
        """;

    /// <summary>A batch's rows, product by product in the order of the file.</summary>
    public const string Batch =
        """
        select r.handle, r.line, r.cells
        from import_handles h join import_rows r on r.handle = h.handle
        where h.batch = $1 and h.rows <= $2
        order by h.line, r.line
        """;

    /// <summary>Rows of one handle belong together; whole products fill a batch until it has so many rows.</summary>
    public static string Arrange(int rows) =>
        $"""
        create index on import_rows (handle);
        create temporary table import_handles as
        select handle, min(line) as line, count(*)::int as rows,
               ((sum(count(*)) over (order by min(line)) - count(*)) / {rows})::int as batch
        from import_rows group by handle;
        create index on import_handles (batch);
        analyze import_rows;
        analyze import_handles;
        """;
}
