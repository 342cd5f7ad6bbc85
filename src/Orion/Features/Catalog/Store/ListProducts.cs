using System.Text.Json.Serialization;
using Orion.Features.Catalog.Shop;
using Orion.Framework.Currencies;

namespace Orion.Features.Catalog.Store;

/// <summary>The store's products as its team sees them, newest first.</summary>
/// <param name="Q">A part of the name or of an article number.</param>
/// <param name="Status"><c>draft</c>, <c>active</c> or <c>archived</c>; all when missing.</param>
/// <param name="Deleted">A product that was just deleted, to offer taking it back.</param>
public sealed record ListProducts(string? Q, string? Status, string? Cursor, int? Limit, Guid? Deleted)
{
    private const string Newest = "-created";

    /// <summary>A page of products.</summary>
    public sealed record Result(IReadOnlyList<Row> Items, string? NextCursor)
    {
        [JsonIgnore]
        public ListProducts Asked { get; init; } = new(null, null, null, null, null);

        [JsonIgnore]
        public IReadOnlyDictionary<ProductStatus, int> Counts { get; init; } = new Dictionary<ProductStatus, int>();

        [JsonIgnore]
        public string? DeletedName { get; init; }
    }

    /// <summary>A product in the list. Stock is null when none of it is counted.</summary>
    public sealed record Row(
        Guid Id, string Slug, string Name, ProductStatus Status, int VariantCount, Money? PriceFrom, Money? PriceTo, long? Stock,
        ShowProduct.Picture? Image, DateTimeOffset UpdatedAt);

    public async Task<Outcome<Result>> RunAsync(OrionDb db, IStock stock, RequestContext request, CancellationToken stop)
    {
        if (!TryStatus(out var status)) return Refusal.Invalid("status", "There are the statuses draft, active and archived.");
        if (PageLimit.Check(Limit) is { } tooMany) return tooMany;
        var limit = Limit ?? 50;
        var found = Find(db);
        if (status is { } one) found = found.Where(p => p.Status == one);
        if (Cursor is { Length: > 0 })
        {
            if (!Framework.Web.Cursor.TryReadMoment(Cursor, Newest, out var after)) return PageLimit.ForeignCursor;
            found = found.Where(p => EF.Functions.LessThan(ValueTuple.Create(p.CreatedAt, p.Id), ValueTuple.Create(after.Moment, after.Id)));
        }

        var page = await found.OrderByDescending(p => p.CreatedAt).ThenByDescending(p => p.Id).Take(limit + 1)
            .Select(p => new
            {
                p.Id,
                p.Slug,
                p.Name,
                p.Status,
                p.CreatedAt,
                p.UpdatedAt,
                Variants = p.Variants.Where(v => v.RemovedAt == null).Select(v => new { v.Id, v.Price.Amount, v.Price.Currency }).ToList(),
                Image = p.Images.Where(i => i.State == ImageState.Ready).OrderBy(i => i.Position).ThenBy(i => i.Id).FirstOrDefault()
            })
            .AsNoTracking().AsSplitQuery().ToListAsync(stop);
        var counted = await stock.FindAsync([.. page.SelectMany(p => p.Variants).Select(v => v.Id)], stop);
        var rows = page.Take(limit).Select(p => new Row(
            p.Id, p.Slug, p.Name, p.Status, p.Variants.Count,
            p.Variants.Count > 0 ? new Money(p.Variants.Min(v => v.Amount), p.Variants[0].Currency) : null,
            p.Variants.Count > 0 ? new Money(p.Variants.Max(v => v.Amount), p.Variants[0].Currency) : null,
            p.Variants.Any(v => counted.ContainsKey(v.Id)) ? p.Variants.Sum(v => (long?)counted.GetValueOrDefault(v.Id)?.OnHand ?? 0) : null,
            p.Image is null ? null : ShowProduct.Picture.Of(p.Image, request), p.UpdatedAt)).ToList();
        var more = page.Count > limit ? page[limit - 1] : null;
        return new Result(rows, more is null ? null : Framework.Web.Cursor.At(Newest, more.CreatedAt, more.Id).ToString())
        {
            Asked = this,
            Counts = request.Door == Door.Api ? new Dictionary<ProductStatus, int>() : await CountAsync(db, stop),
            DeletedName = Deleted is null || request.Door == Door.Api ? null : await db.Set<Product>().IgnoreQueryFilters(["soft-deleted"])
                .Where(p => p.Id == Deleted && p.DeletedAt != null).Select(p => p.Name).FirstOrDefaultAsync(stop)
        };
    }

    private IQueryable<Product> Find(OrionDb db)
    {
        var products = db.Set<Product>().AsQueryable();
        if (string.IsNullOrWhiteSpace(Q)) return products;
        foreach (var word in ProductSearch.Words(Q))
            products = products.Where(p => OrionDb.Fold(p.Name).Contains(OrionDb.Fold(word))
                || p.Variants.Any(v => v.RemovedAt == null && OrionDb.Fold(v.Sku).Contains(OrionDb.Fold(word))));

        return products;
    }

    private async Task<IReadOnlyDictionary<ProductStatus, int>> CountAsync(OrionDb db, CancellationToken stop) =>
        await Find(db).GroupBy(p => p.Status).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, stop);

    private bool TryStatus(out ProductStatus? status)
    {
        status = Status switch
        {
            "draft" => ProductStatus.Draft,
            "active" => ProductStatus.Active,
            "archived" => ProductStatus.Archived,
            _ => null
        };
        return status is not null || string.IsNullOrEmpty(Status);
    }
}
