using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Orion.Features.Catalog.Import.Reading;

namespace Orion.Features.Catalog.Import.Merging;

/// <summary>Copies a batch of products into the session's tables.</summary>
internal static class BatchCopy
{
    public static async Task ProductsAsync(NpgsqlConnection connection, IReadOnlyList<ImportedProduct> products, CancellationToken stop)
    {
        await using var copy = await connection.BeginBinaryImportAsync("copy import_products from stdin (format binary)", stop);
        foreach (var product in products)
        {
            var hasCategory = product.Category.Length > 0;
            await copy.StartRowAsync(stop);
            await copy.WriteAsync(product.Id, NpgsqlDbType.Uuid, stop);
            await copy.WriteAsync(product.IsNew, NpgsqlDbType.Boolean, stop);
            await copy.WriteAsync(product.Line, NpgsqlDbType.Integer, stop);
            await copy.WriteAsync(product.Slug, NpgsqlDbType.Text, stop);
            await copy.WriteAsync(product.Name, NpgsqlDbType.Text, stop);
            await copy.WriteAsync(product.Summary, NpgsqlDbType.Text, stop);
            await copy.WriteAsync(product.Description, NpgsqlDbType.Text, stop);
            await copy.WriteAsync(product.Vendor, NpgsqlDbType.Text, stop);
            await copy.WriteAsync(product.Status.ToString(), NpgsqlDbType.Text, stop);
            await copy.WriteAsync(Json(product.Options), NpgsqlDbType.Jsonb, stop);
            await copy.WriteAsync(Json(product.Tags), NpgsqlDbType.Jsonb, stop);
            await WriteAsync(copy, hasCategory ? Guid.CreateVersion7() : null, NpgsqlDbType.Uuid, stop);
            await WriteAsync(copy, hasCategory ? ProductReader.SlugOf(product.Category.ToLowerInvariant()) : null, NpgsqlDbType.Text, stop);
            await WriteAsync(copy, hasCategory ? product.Category : null, NpgsqlDbType.Text, stop);
        }

        await copy.CompleteAsync(stop);
    }

    public static async Task VariantsAsync(NpgsqlConnection connection, IReadOnlyList<ImportedProduct> products, CancellationToken stop)
    {
        await using var copy = await connection.BeginBinaryImportAsync("copy import_variants from stdin (format binary)", stop);
        foreach (var product in products)
            for (var position = 0; position < product.Variants.Count; position++)
            {
                var variant = product.Variants[position];
                await copy.StartRowAsync(stop);
                await copy.WriteAsync(Guid.CreateVersion7(), NpgsqlDbType.Uuid, stop);
                await copy.WriteAsync(true, NpgsqlDbType.Boolean, stop);
                await copy.WriteAsync(product.Id, NpgsqlDbType.Uuid, stop);
                await copy.WriteAsync(position + 1, NpgsqlDbType.Integer, stop);
                await copy.WriteAsync(variant.Sku, NpgsqlDbType.Text, stop);
                await copy.WriteAsync(Json(variant.Options), NpgsqlDbType.Jsonb, stop);
                await copy.WriteAsync(variant.Price, NpgsqlDbType.Bigint, stop);
                await WriteAsync(copy, variant.CompareAt, NpgsqlDbType.Bigint, stop);
                await copy.WriteAsync(variant.Barcode, NpgsqlDbType.Text, stop);
                await copy.WriteAsync(variant.Weight, NpgsqlDbType.Integer, stop);
                await copy.WriteAsync(variant.RequiresShipping, NpgsqlDbType.Boolean, stop);
                await copy.WriteAsync(variant.IsTaxable, NpgsqlDbType.Boolean, stop);
                await copy.WriteAsync(variant.Quantity, NpgsqlDbType.Integer, stop);
                await copy.WriteAsync(variant.IsTracked, NpgsqlDbType.Boolean, stop);
                await copy.WriteAsync(variant.IsBackorderable, NpgsqlDbType.Boolean, stop);
                await copy.WriteAsync(Guid.CreateVersion7(), NpgsqlDbType.Uuid, stop);
                await copy.WriteAsync(Guid.CreateVersion7(), NpgsqlDbType.Uuid, stop);
            }

        await copy.CompleteAsync(stop);
    }

    public static async Task PicturesAsync(NpgsqlConnection connection, IReadOnlyList<ImportedProduct> products, CancellationToken stop)
    {
        await using var copy = await connection.BeginBinaryImportAsync("copy import_images from stdin (format binary)", stop);
        foreach (var product in products)
            for (var position = 0; position < product.Pictures.Count; position++)
            {
                var picture = product.Pictures[position];
                await copy.StartRowAsync(stop);
                await copy.WriteAsync(Guid.CreateVersion7(), NpgsqlDbType.Uuid, stop);
                await copy.WriteAsync(true, NpgsqlDbType.Boolean, stop);
                await copy.WriteAsync(product.Id, NpgsqlDbType.Uuid, stop);
                await copy.WriteAsync(position + 1, NpgsqlDbType.Integer, stop);
                await copy.WriteAsync(picture.Url, NpgsqlDbType.Text, stop);
                await copy.WriteAsync(picture.Alt, NpgsqlDbType.Text, stop);
                await copy.WriteAsync(Json(picture.Options), NpgsqlDbType.Jsonb, stop);
                await copy.WriteAsync(picture.Line, NpgsqlDbType.Integer, stop);
                await copy.WriteAsync(product.Slug, NpgsqlDbType.Text, stop);
            }

        await copy.CompleteAsync(stop);
    }

    /// <summary>As the columns' converter writes it, so that what is equal compares as equal.</summary>
    private static string Json<T>(T value) => JsonSerializer.Serialize(value, JsonSerializerOptions.Web);

    private static Task WriteAsync(NpgsqlBinaryImporter copy, object? value, NpgsqlDbType type, CancellationToken stop) =>
        value is null ? copy.WriteNullAsync(stop) : copy.WriteAsync(value, type, stop);
}
