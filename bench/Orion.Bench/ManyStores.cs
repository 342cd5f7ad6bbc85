using System.Globalization;
using Npgsql;

namespace Orion.Bench;

/// <summary>A thousand shops with the goods of the demo shop, beside which the pages of one are read again; and all of them, in turn.</summary>
internal static class ManyStores
{
    public const int Count = 1_000;

    /// <summary>The host of the n-th shop, from 1.</summary>
    public static string HostOf(int n, int port) => FormattableString.Invariant($"many-{n}.localhost:{port}");

    /// <summary>Makes them, with everything that the demo shop shows and nothing that it sold.</summary>
    public static async Task MakeAsync(string admin)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(admin) { CommandTimeout = 600 }.ConnectionString);
        await using var make = source.CreateCommand(
            $"""
             do $$
             declare kiln uuid := (select id from stores where code = 'kiln'); shown text; list text;
             begin
               set local session_replication_role = replica;
               create temp table many on commit drop as select n, gen_random_uuid() as id from generate_series(1, {Count}) n;
               insert into stores (id, platform_id, code, name, status, currency, culture, time_zone, country, contact_email, version, created_at, updated_at)
               select m.id, s.platform_id, 'many-' || m.n, s.name || ' ' || m.n, s.status, s.currency, s.culture, s.time_zone, s.country, s.contact_email, 1, now(), now()
               from stores s, many m where s.id = kiln;
               foreach shown in array array['store_themes', 'categories', 'products', 'product_categories', 'product_variants', 'product_images',
                 'product_documents', 'shipping_methods', 'tax_rates', 'stock_locations', 'stock_levels']
               loop
                 select string_agg(quote_ident(column_name), ', ' order by ordinal_position) into list from information_schema.columns
                 where table_schema = 'public' and table_name = shown and column_name <> 'store_id' and is_generated = 'NEVER';
                 execute format('insert into %I (store_id, %s) select m.id, %s from %I t, many m where t.store_id = $1',
                   shown, list, 't.' || replace(list, ', ', ', t.'), shown) using kiln;
                 execute format('analyze %I', shown);
               end loop;
             end $$
             """);
        await make.ExecuteNonQueryAsync();
    }

    /// <summary>A script for wrk that asks the first so many shops in turn.</summary>
    public static async Task<string> ScriptAsync(string folder, int shops, int port)
    {
        var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"in-turn-{shops}.lua"));
        await File.WriteAllTextAsync(file, string.Create(CultureInfo.InvariantCulture,
            $$"""
              local n = 0
              request = function()
                n = n % {{shops}} + 1
                return wrk.format("GET", nil, { Host = "many-" .. n .. ".localhost:{{port}}" })
              end
              """));
        return file;
    }
}
