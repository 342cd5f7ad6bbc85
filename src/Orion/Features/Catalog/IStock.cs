namespace Orion.Features.Catalog;

/// <summary>
/// How many of each variant there are, and the promises made of them. The catalogue and the orders ask this and never know
/// who counts; where nobody does, <see cref="UncountedStock"/> answers that there is enough of everything.
/// All but <see cref="FindAsync"/> must run inside a transaction. Locks are taken in the order stock, product documents.
/// </summary>
public interface IStock
{
    /// <summary>Whether anybody counts. Where nobody does, there is nothing to set.</summary>
    bool IsCounted { get; }

    /// <summary>What is known of variants; one that is absent from the answer is not counted.</summary>
    Task<IReadOnlyDictionary<Guid, StockState>> FindAsync(IReadOnlyCollection<Guid> variants, CancellationToken stop);

    /// <summary>
    /// Promises all of the lines to a holder (an order), or none of them. Gives the lines that there isn't enough for, with
    /// what there is; empty when everything is reserved.
    /// </summary>
    Task<IReadOnlyList<StockShortage>> ReserveAsync(
        Guid holder, IReadOnlyCollection<StockLine> lines, DateTimeOffset until, CancellationToken stop);

    /// <summary>Keeps a holder's promises until later.</summary>
    Task ExtendAsync(Guid holder, DateTimeOffset until, CancellationToken stop);

    /// <summary>Takes a holder's promises back: what was promised can be sold again.</summary>
    Task ReleaseAsync(Guid holder, CancellationToken stop);

    /// <summary>What was promised to a holder leaves the stock: it is sold.</summary>
    Task TakeAsync(Guid holder, CancellationToken stop);

    /// <summary>Releases promises whose time is over and whose holder never came back for them.</summary>
    Task ExpireAsync(CancellationToken stop);

    /// <summary>Sets what lies at the store's own location. Refused when more is promised than would be there.</summary>
    Task<Refusal?> SetAsync(IReadOnlyCollection<StockCount> counts, StockSource source, CancellationToken stop);
}

/// <summary>What is known of a counted variant.</summary>
/// <param name="OnHand">What lies there.</param>
/// <param name="Reserved">What of it is promised.</param>
/// <param name="IsLimiting">False for what may be sold though there is none.</param>
public sealed record StockState(int OnHand, int Reserved, bool IsLimiting)
{
    /// <summary>How many can be bought; null for any number.</summary>
    public int? Available => IsLimiting ? Math.Max(OnHand - Reserved, 0) : null;
}

/// <summary>So many of a variant.</summary>
public sealed record StockLine(Guid VariantId, int Quantity);

/// <summary>Less is there than was asked for.</summary>
public sealed record StockShortage(Guid VariantId, int Available);

/// <summary>
/// A count to be set. Null leaves the number, tracking or back-ordering as it is; new variants have none, are tracked and not
/// back-orderable.
/// </summary>
public sealed record StockCount(Guid VariantId, int? OnHand, bool? IsTracked = null, bool? IsBackorderable = null);

/// <summary>Where a count comes from.</summary>
public enum StockSource
{
    /// <summary>The merchant.</summary>
    Merchant,

    /// <summary>An import.</summary>
    Import
}

/// <summary>Counts nothing: there is enough of everything.</summary>
public sealed class UncountedStock : IStock
{
    private static readonly Dictionary<Guid, StockState> Nothing = [];

    public bool IsCounted => false;

    public Task<IReadOnlyDictionary<Guid, StockState>> FindAsync(IReadOnlyCollection<Guid> variants, CancellationToken stop) =>
        Task.FromResult<IReadOnlyDictionary<Guid, StockState>>(Nothing);

    public Task<IReadOnlyList<StockShortage>> ReserveAsync(
        Guid holder, IReadOnlyCollection<StockLine> lines, DateTimeOffset until, CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<StockShortage>>([]);

    public Task ExtendAsync(Guid holder, DateTimeOffset until, CancellationToken stop) => Task.CompletedTask;

    public Task ReleaseAsync(Guid holder, CancellationToken stop) => Task.CompletedTask;

    public Task TakeAsync(Guid holder, CancellationToken stop) => Task.CompletedTask;

    public Task ExpireAsync(CancellationToken stop) => Task.CompletedTask;

    public Task<Refusal?> SetAsync(IReadOnlyCollection<StockCount> counts, StockSource source, CancellationToken stop) =>
        Task.FromResult<Refusal?>(null);
}
