-- What placing an order of three lines asks of the database, statement by statement, as pgbench runs it: the limit that
-- Orion's own orders are measured against. Carts named bench-CLIENT-N are there already.
\set n :n + 1
begin;
select set_config('orion.store_id', :store, true);
select id as cart from carts where store_id = :store::uuid and token = 'bench-' || :client_id::text || '-' || :n::text for update \gset
select * from orders where store_id = :store::uuid and cart_id = :cart::uuid order by store_id, id limit 1;
select array_agg(x.variant_id)::text as variants from (
  select c.id, c.quantity, c.variant_id, v.product_id, v.sku, v.options, v.price_amount, v.price_currency, v.is_taxable, v.requires_shipping,
         p.name, p.slug, (select i.key from product_images i where i.store_id = :store::uuid and i.product_id = p.id and i.state = 'Ready' order by i.position limit 1),
         v.removed_at is null and p.deleted_at is null and p.status = 'Active'
  from cart_items c
  join product_variants v on v.store_id = c.store_id and v.id = c.variant_id
  join products p on p.store_id = v.store_id and p.id = v.product_id
  where c.store_id = :store::uuid and c.cart_id = :cart::uuid order by c.id) x \gset
select variant_id, on_hand, reserved, is_tracked, is_backorderable from stock_levels where store_id = :store::uuid and variant_id = any(:variants::uuid[]);
select * from shipping_methods where store_id = :store::uuid order by position, code;
select * from tax_rates where store_id = :store::uuid order by name;
insert into orders (id, store_id, billing_address, cart_id, created_at, email, fulfillment_status, metadata, payment_status, shipping_address, shipping_method, shipping_method_name, status, tax_rounding, token, updated_at, shipping_amount, shipping_currency, subtotal_amount, subtotal_currency, tax_amount, tax_currency, total_amount, total_currency)
  select md5('order' || :cart)::uuid, :store::uuid, a, :cart::uuid, now(), 'bench@example.test', 'Unfulfilled', '{}', 'Pending', a, 'ground', 'Ground', 'Pending', 'Total', md5('token' || :cart), now(), 0, 'USD', 12600, 'USD', 1071, 'USD', 13671, 'USD'
  from (select '{"city": "Portland", "name": "Ben Bench", "line1": "1 Main Street", "line2": "", "phone": "", "region": "OR", "country": "US", "postalCode": "97201"}'::jsonb as a) a;
insert into order_items (id, store_id, image_key, name, options, order_id, position, product_id, quantity, sku, slug, variant_id, total_amount, total_currency, unit_price_amount, unit_price_currency)
  select md5('item' || c.id)::uuid, :store::uuid, null, 'A cup of stoneware', v.options, md5('order' || :cart)::uuid, 0, v.product_id, 1, v.sku, 'cup', c.variant_id, 4200, 'USD', 4200, 'USD'
  from cart_items c join product_variants v on v.store_id = c.store_id and v.id = c.variant_id where c.store_id = :store::uuid and c.cart_id = :cart::uuid;
insert into order_tax_lines (id, store_id, name, order_id, rate, amount_amount, amount_currency, taxable_amount, taxable_currency)
  values (md5('tax' || :cart)::uuid, :store::uuid, 'Sales tax', md5('order' || :cart)::uuid, 0.085, 1071, 'USD', 12600, 'USD');
insert into payments (id, store_id, ask_until, created_at, order_id, provider, state, updated_at, amount_amount, amount_currency)
  values (md5('payment' || :cart)::uuid, :store::uuid, now() + interval '5 seconds', now(), md5('order' || :cart)::uuid, 'test', 'Pending', now(), 13671, 'USD');
select array_agg(x.id)::text as levels from (select id from stock_levels where store_id = :store::uuid and variant_id = any(:variants::uuid[]) order by variant_id, location_id for update) x \gset
with promised as (
  update stock_levels l set reserved = l.reserved + 1 from unnest(:levels::uuid[]) as w(level_id)
  where l.store_id = :store::uuid and l.id = w.level_id returning l.variant_id, l.location_id)
insert into stock_reservations (store_id, id, holder_id, variant_id, location_id, quantity, expires_at)
  select :store::uuid, gen_random_uuid(), md5('order' || :cart)::uuid, variant_id, location_id, 1, now() + interval '1 day' from promised;
commit;
begin;
select set_config('orion.store_id', :store, true);
insert into test_charges (store_id, id, amount_amount, amount_currency, behaviour, outcome, created_at)
  values (:store::uuid, md5('payment' || :cart)::uuid, 13671, 'USD', 'approve', 'Captured', now()) on conflict (store_id, id) do nothing;
select * from test_charges where store_id = :store::uuid and id = md5('payment' || :cart)::uuid;
commit;
begin;
select set_config('orion.store_id', :store, true);
select o.cart_id from payments p join orders o on o.store_id = p.store_id and o.id = p.order_id where p.store_id = :store::uuid and p.id = md5('payment' || :cart)::uuid;
select * from carts where store_id = :store::uuid and id = :cart::uuid for update;
select * from payments where store_id = :store::uuid and id = md5('payment' || :cart)::uuid;
select * from orders where store_id = :store::uuid and id = md5('order' || :cart)::uuid;
select l.variant_id, l.on_hand - l.reserved, l.is_backorderable, r.quantity
  from stock_reservations r join stock_levels l on l.store_id = r.store_id and l.variant_id = r.variant_id and l.location_id = r.location_id
  where r.store_id = :store::uuid and r.holder_id = md5('order' || :cart)::uuid order by l.variant_id, l.location_id for update of l;
with gone as (
  delete from stock_reservations r where r.store_id = :store::uuid and r.holder_id = md5('order' || :cart)::uuid returning r.id, r.variant_id, r.location_id, r.quantity),
taken as (
  update stock_levels l set on_hand = l.on_hand - g.quantity, reserved = l.reserved - g.quantity
  from gone g where l.store_id = :store::uuid and l.variant_id = g.variant_id and l.location_id = g.location_id)
insert into stock_movements (store_id, id, variant_id, location_id, quantity, reason, cause_id, created_at)
  select :store::uuid, g.id, g.variant_id, g.location_id, -g.quantity, 'Sold', md5('order' || :cart)::uuid, now() from gone g;
insert into order_counters as c (store_id, id, last) values (:store::uuid, gen_random_uuid(), 1001) on conflict (store_id) do update set last = c.last + 1 returning last \gset
insert into jobs (store_id, id, kind, module, payload, key, run_at, attempts, state, correlation_id, created_at)
  values (:store::uuid, gen_random_uuid(), 'bench.mail', 'bench', '{}'::jsonb, :cart, now() + interval '1 day', 0, 'Waiting', '', now()) on conflict (store_id, kind, key) where key is not null do nothing;
insert into jobs (store_id, id, kind, module, payload, key, run_at, attempts, state, correlation_id, created_at)
  values (:store::uuid, gen_random_uuid(), 'bench.count', 'bench', '{}'::jsonb, :cart, now() + interval '1 day', 0, 'Waiting', '', now()) on conflict (store_id, kind, key) where key is not null do nothing;
update carts set ordered_at = now(), updated_at = now() where id = :cart::uuid and store_id = :store::uuid;
insert into order_status_history (id, store_id, at, event, order_id) values (gen_random_uuid(), :store::uuid, now(), 'placed', md5('order' || :cart)::uuid);
update orders set number = :last, payment_status = 'Paid', placed_at = now(), status = 'Placed', updated_at = now() where id = md5('order' || :cart)::uuid and store_id = :store::uuid;
update payments set reference = 'bench', settled_at = now(), state = 'Captured', updated_at = now() where id = md5('payment' || :cart)::uuid and store_id = :store::uuid;
commit;
select set_config('orion.store_id', :store, false);
select * from orders o join order_items i on i.store_id = o.store_id and i.order_id = o.id where o.store_id = :store::uuid and o.id = md5('order' || :cart)::uuid;
