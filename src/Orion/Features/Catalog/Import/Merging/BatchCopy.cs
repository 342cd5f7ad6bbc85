using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Orion.Features.Catalog.Import.Merging;

/// <summary>A variant on its way into the session's table.</summary>
/// <param name="StoredId">The one that the store has; null for one that is new.</param>
/// <param name="Variant">What the file says; null for one that it doesn't name and that stays.</param>
/// <param name="KeepsStock">Whether its stock stays whatever the file says.</param>
internal sealed record StagedVariant(
    Guid ProductId, Guid? StoredId, int Position, Dictionary<string, string> Options, ImportedVariant? Variant, bool KeepsStock);

/// <summary>Copies a batch of products into the session's tables.</summary>
internal static class BatchCopy
{
    /// <param name="categories">The address of each category by its name, and the key of those that are new.</param>
    public static async Task ProductsAsync(
        NpgsqlConnection connection, IReadOnlyList<ImportedProduct> products, IReadOnlyDictionary<string, (string Slug, Guid? NewId)> categories,
        CancellationToken stop)
    {
        await using var copy = await connection.BeginBinaryImportAsync("copy import_products from stdin (format binary)", stop);
        foreach (var product in products)
        {
            (string Slug, Guid? NewId)? category = product.Category is { Length: > 0 } name ? categories[name] : null;
            await copy.StartRowAsync(stop);
            await copy.WriteAsync(product.Id, NpgsqlDbType.Uuid, stop);
            await copy.WriteAsync(product.IsNew, NpgsqlDbType.Boolean, stop);
            await copy.WriteAsync(product.Line, NpgsqlDbType.Integer, stop);
            await copy.WriteAsync(product.Handle, NpgsqlDbType.Text, stop);
            await copy.WriteAsync(product.Slug, NpgsqlDbType.Text, stop);
            await copy.WriteAsync(product.Name, NpgsqlDbType.Text, stop);
            await WriteAsync(copy, product.Summary ?? IfNew(""), NpgsqlDbType.Text, stop);
            await WriteAsync(copy, product.Description ?? IfNew(""), NpgsqlDbType.Text, stop);
            await WriteAsync(copy, product.Vendor ?? IfNew(""), NpgsqlDbType.Text, stop);
            await WriteAsync(copy, product.Status?.ToString() ?? IfNew($"{product.StatusIfNew}"), NpgsqlDbType.Text, stop);
            await copy.WriteAsync(Json(product.AllOptions), NpgsqlDbType.Jsonb, stop);
            await WriteAsync(copy, product.Tags is { } tags ? Json(tags) : IfNew("[]"), NpgsqlDbType.Jsonb, stop);
            await copy.WriteAsync(product.Category is not null, NpgsqlDbType.Boolean, stop);
            await WriteAsync(copy, category?.NewId, NpgsqlDbType.Uuid, stop);
            await WriteAsync(copy, category?.Slug, NpgsqlDbType.Text, stop);
            await WriteAsync(copy, category is null ? null : product.Category, NpgsqlDbType.Text, stop);
            await copy.WriteAsync(product.HasAllPictures, NpgsqlDbType.Boolean, stop);

            string? IfNew(string value) => product.IsNew ? value : null;
        }

        await copy.CompleteAsync(stop);
    }

    public static async Task VariantsAsync(NpgsqlConnection connection, IEnumerable<StagedVariant> variants, CancellationToken stop)
    {
        await using var copy = await connection.BeginBinaryImportAsync("copy import_variants from stdin (format binary)", stop);
        foreach (var staged in variants)
        {
            var (variant, isNew) = (staged.Variant, staged.StoredId is null);
            await copy.StartRowAsync(stop);
            await copy.WriteAsync(staged.StoredId ?? Guid.CreateVersion7(), NpgsqlDbType.Uuid, stop);
            await copy.WriteAsync(isNew, NpgsqlDbType.Boolean, stop);
            await copy.WriteAsync(variant is not null, NpgsqlDbType.Boolean, stop);
            await copy.WriteAsync(staged.ProductId, NpgsqlDbType.Uuid, stop);
            await copy.WriteAsync(staged.Position, NpgsqlDbType.Integer, stop);
            await WriteAsync(copy, variant?.Sku ?? (isNew ? "" : null), NpgsqlDbType.Text, stop);
            await copy.WriteAsync(Json(staged.Options), NpgsqlDbType.Jsonb, stop);
            await WriteAsync(copy, variant?.Price, NpgsqlDbType.Bigint, stop);
            await WriteAsync(copy, isNew && variant?.CompareAt == 0 ? null : variant?.CompareAt, NpgsqlDbType.Bigint, stop);
            await WriteAsync(copy, variant?.Barcode ?? (isNew ? "" : null), NpgsqlDbType.Text, stop);
            await WriteAsync(copy, variant?.Weight ?? (isNew ? 0 : null), NpgsqlDbType.Integer, stop);
            await WriteAsync(copy, variant?.RequiresShipping ?? (isNew ? true : null), NpgsqlDbType.Boolean, stop);
            await WriteAsync(copy, variant?.IsTaxable ?? (isNew ? true : null), NpgsqlDbType.Boolean, stop);
            var stock = staged.KeepsStock ? null : variant;
            await WriteAsync(copy, stock?.Quantity, NpgsqlDbType.Integer, stop);
            await WriteAsync(copy, stock?.IsTracked ?? (isNew && stock?.HasQuantityCell == true ? true : null), NpgsqlDbType.Boolean, stop);
            await WriteAsync(copy, stock?.IsBackorderable, NpgsqlDbType.Boolean, stop);
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
                await WriteAsync(copy, picture.Alt, NpgsqlDbType.Text, stop);
                await WriteAsync(copy, picture.Options is { } options ? Json(options) : null, NpgsqlDbType.Jsonb, stop);
                await copy.WriteAsync(picture.Line, NpgsqlDbType.Integer, stop);
                await copy.WriteAsync(product.Handle, NpgsqlDbType.Text, stop);
            }

        await copy.CompleteAsync(stop);
    }

    /// <summary>As the columns' converter writes it, so that what is equal compares as equal.</summary>
    private static string Json<T>(T value) => JsonSerializer.Serialize(value, JsonSerializerOptions.Web);

    private static Task WriteAsync(NpgsqlBinaryImporter copy, object? value, NpgsqlDbType type, CancellationToken stop) =>
        value is null ? copy.WriteNullAsync(stop) : copy.WriteAsync(value, type, stop);
}
