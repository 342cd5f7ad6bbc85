namespace Orion.Features.Catalog;

/// <summary>
/// The function that makes product documents from the tables. In the database, because it serves one edit and an import of
/// thousands alike, in one statement and in the transaction of the change; it runs with the caller's rights, so row security
/// holds inside it as well.
/// </summary>
internal static class ProductDocumentsSql
{
    public const string Create =
        """
        create function refresh_product_documents(store uuid, products uuid[]) returns bigint
        language plpgsql security invoker as $$
        declare
          changed bigint;
        begin
          delete from product_documents d
          where d.store_id = store and d.id = any(products)
            and not exists (
              select 1 from products p
              where p.store_id = store and p.id = d.id and p.deleted_at is null and p.status = 'Active'
                and exists (select 1 from product_variants v where v.store_id = store and v.product_id = p.id and v.removed_at is null));

          insert into product_documents (
            store_id, id, slug, name, price_from, price_to, compare_at, currency, available, categories, search_text,
            image_key, image_width, image_height, image_alt, created_at, content)
          select p.store_id, p.id, p.slug, p.name, v.price_from, v.price_to, v.compare_at, v.currency, v.available,
                 coalesce(c.slugs, '{}'),
                 fold(concat_ws(' ', p.name, p.vendor, p.summary, (select string_agg(t, ' ') from jsonb_array_elements_text(p.tags) t), v.skus, c.names)),
                 i.pictures -> 0 ->> 'key', coalesce((i.pictures -> 0 ->> 'width')::int, 0),
                 coalesce((i.pictures -> 0 ->> 'height')::int, 0), coalesce(i.pictures -> 0 ->> 'alt', ''), p.created_at,
                 jsonb_build_object('summary', p.summary, 'description', p.description, 'vendor', p.vendor,
                   'options', p.options, 'details', p.details, 'variants', v.variants, 'images', coalesce(i.pictures, '[]'::jsonb))
          from products p
          join lateral (
            select min(v.price_amount) as price_from, max(v.price_amount) as price_to, max(v.compare_at) as compare_at,
                   min(v.price_currency) as currency,
                   bool_or(s.available is null or s.available > 0) as available,
                   string_agg(distinct nullif(v.sku, ''), ' ') as skus,
                   jsonb_agg(jsonb_build_object('id', v.id, 'sku', v.sku, 'options', v.options, 'price', v.price_amount,
                     'compareAt', v.compare_at, 'stock', s.available,
                     'available', s.available is null or s.available > 0) order by v.position, v.id) as variants
            from product_variants v
            left join lateral (
              select sum(l.on_hand - l.reserved) as available
              from stock_levels l
              where l.store_id = store and l.variant_id = v.id
              having bool_and(l.is_tracked and not l.is_backorderable)
            ) s on true
            where v.store_id = store and v.product_id = p.id and v.removed_at is null
          ) v on v.variants is not null
          left join lateral (
            select jsonb_agg(jsonb_build_object('key', i.key, 'width', i.width, 'height', i.height, 'alt', i.alt,
                     'options', i.options) order by i.position, i.id) as pictures
            from product_images i
            where i.store_id = store and i.product_id = p.id and i.state = 'Ready'
          ) i on true
          left join lateral (
            select array_agg(c.slug order by c.position, c.slug) as slugs, string_agg(c.name, ' ') as names
            from product_categories pc join categories c on c.store_id = store and c.id = pc.category_id
            where pc.store_id = store and pc.product_id = p.id
          ) c on true
          where p.store_id = store and p.id = any(products) and p.deleted_at is null and p.status = 'Active'
          order by p.id
          on conflict (store_id, id) do update set
            slug = excluded.slug, name = excluded.name, price_from = excluded.price_from, price_to = excluded.price_to,
            compare_at = excluded.compare_at, currency = excluded.currency, available = excluded.available,
            categories = excluded.categories, search_text = excluded.search_text, image_key = excluded.image_key,
            image_width = excluded.image_width, image_height = excluded.image_height, image_alt = excluded.image_alt,
            content = excluded.content;
          get diagnostics changed = row_count;
          return changed;
        end $$;
        """;

    public const string SearchIndex =
        """
        create index ix_product_documents_search on product_documents using gin (store_id, search_text gin_trgm_ops);
        create index ix_product_documents_categories on product_documents using gin (store_id, categories);
        """;
}
