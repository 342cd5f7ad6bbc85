namespace Orion.Features.Catalog.Import.Merging;

/// <summary>The statements that make variants what the batch says. $1 is the store, $2 the moment.</summary>
internal static class VariantSql
{
    public const string MatchByOptions =
        """
        update import_variants s set id = m.id, is_new = false
        from (select distinct on (s.id) s.id as staged, v.id
              from import_products p
              join product_variants v on v.store_id = $1 and v.product_id = p.id and v.removed_at is null
              join import_variants s on s.product_id = p.id and s.options = v.options
              where not p.is_new
              order by s.id, v.position, v.id) m
        where s.id = m.staged
        """;

    /// <summary>By article number, where that is the number of one variant alone on both sides.</summary>
    public const string MatchBySku =
        """
        with staged as (
          select product_id, sku, (array_agg(id))[1] as id from import_variants where is_new and sku <> ''
          group by product_id, sku having count(*) = 1),
        stored as (
          select v.product_id, v.sku, (array_agg(v.id))[1] as id
          from import_products p join product_variants v on v.store_id = $1 and v.product_id = p.id and v.removed_at is null
          where not p.is_new and v.sku <> '' and not exists (select 1 from import_variants s where s.id = v.id)
          group by v.product_id, v.sku having count(*) = 1)
        update import_variants s set id = stored.id, is_new = false
        from staged join stored using (product_id, sku)
        where s.id = staged.id
        """;

    /// <summary>What the file has no column for stays as it is. $2 to $7: which columns it has.</summary>
    public const string KeepUntold =
        """
        update import_variants s set
          sku = case when $2 then s.sku else v.sku end,
          compare_at = case when $3 then s.compare_at else v.compare_at end,
          barcode = case when $4 then s.barcode else v.barcode end,
          weight = case when $5 then s.weight else v.weight end,
          requires_shipping = case when $6 then s.requires_shipping else v.requires_shipping end,
          is_taxable = case when $7 then s.is_taxable else v.is_taxable end
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
