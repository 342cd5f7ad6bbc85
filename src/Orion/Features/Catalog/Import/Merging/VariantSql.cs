namespace Orion.Features.Catalog.Import.Merging;

/// <summary>The statements that make variants what the batch says. $1 is the store, $2 the moment.</summary>
internal static class VariantSql
{
    /// <summary>The variants that the store has of these products, product by product.</summary>
    public const string Find =
        """
        select product_id, id, options, sku from product_variants
        where store_id = $1 and product_id = any($2) and removed_at is null order by product_id, position, id
        """;

    /// <summary>What the file doesn't say stays as it is.</summary>
    public const string KeepUntold =
        """
        update import_variants s set
          sku = coalesce(s.sku, v.sku),
          price = coalesce(s.price, v.price_amount),
          compare_at = nullif(coalesce(s.compare_at, v.compare_at), 0),
          barcode = coalesce(s.barcode, v.barcode),
          weight = coalesce(s.weight, v.weight),
          requires_shipping = coalesce(s.requires_shipping, v.requires_shipping),
          is_taxable = coalesce(s.is_taxable, v.is_taxable)
        from product_variants v where v.store_id = $1 and v.id = s.id and not s.is_new
        """;

    /// <summary>Taken out before others come in, so that a product never holds two variants of the same options.</summary>
    public const string TakeOut =
        """
        with gone as (
          update product_variants v set removed_at = $2, updated_at = $2
          from import_products p
          where v.store_id = $1 and v.product_id = p.id and not p.is_new and v.removed_at is null
            and not exists (select 1 from import_variants s where s.id = v.id)
          returning v.product_id, v.id)
        insert into import_changes select 'variant taken out', product_id, id from gone
        """;

    /// <summary>$3 is the store's currency.</summary>
    public const string Update =
        """
        with changed as (
          update product_variants v set
            sku = s.sku, options = s.options, price_amount = s.price, price_currency = $3, compare_at = s.compare_at, barcode = s.barcode,
            weight = s.weight, position = s.position, requires_shipping = s.requires_shipping, is_taxable = s.is_taxable, updated_at = $2
          from import_variants s
          where v.store_id = $1 and v.id = s.id and not s.is_new
            and (v.sku, v.options, v.price_amount, v.price_currency, v.compare_at, v.barcode, v.weight, v.position,
                 v.requires_shipping, v.is_taxable)
              is distinct from (s.sku, s.options, s.price, $3::char(3), s.compare_at, s.barcode, s.weight, s.position,
                 s.requires_shipping, s.is_taxable)
          returning v.product_id, v.id)
        insert into import_changes select 'variant', product_id, id from changed
        """;

    /// <summary>$3 is the store's currency.</summary>
    public const string Insert =
        """
        with made as (
          insert into product_variants (
            store_id, id, product_id, sku, options, compare_at, barcode, weight, position, requires_shipping, is_taxable, created_at,
            updated_at, price_amount, price_currency)
          select $1, s.id, s.product_id, s.sku, s.options, s.compare_at, s.barcode, s.weight, s.position, s.requires_shipping,
                 s.is_taxable, $2, $2, s.price, $3
          from import_variants s where s.is_new order by s.product_id, s.position
          returning product_id, id)
        insert into import_changes select 'variant made', product_id, id from made
        """;
}
