using Orion.Framework.Jobs;

namespace Orion.Framework.Database;

/// <summary>
/// The database as one store sees it: every store-owned entity is filtered to the store of the scope, and the connection's role
/// sees nothing else either. Entities and their mappings belong to the features; they are found by their configurations.
/// </summary>
public class OrionDb : DbContext
{
    /// <summary>Enough for all who do the same at once but the unluckiest; whoever still fails is told what was in the way.</summary>
    private const int MostTries = 3;

    private readonly List<Action> afterCommit = [];

    public OrionDb(DbContextOptions<OrionDb> options, IStoreScope scope) : this((DbContextOptions)options, scope)
    {
    }

    private protected OrionDb(DbContextOptions options, IStoreScope scope) : base(options)
    {
        Scope = scope;
        Database.AutoSavepointsEnabled = false;
        Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
        // Set before tracking begins, because the store is part of every key.
        ChangeTracker.Tracking += (_, tracking) =>
        {
            if (tracking is { FromQuery: false, Entry.Entity: IStoreOwned owned } && owned.StoreId == Guid.Empty && StoreId != Guid.Empty)
                tracking.Entry.Metadata.FindProperty(nameof(IStoreOwned.StoreId))!.PropertyInfo!.SetValue(owned, StoreId);
        };
    }

    /// <summary>The store that this context is for; the empty id when there is none, which matches no row.</summary>
    public Guid StoreId => Scope.StoreId ?? Guid.Empty;

    /// <summary>What the context was opened for: the request's context, where there is a request or a job.</summary>
    internal IStoreScope Scope { get; }

    /// <summary>Whether saves are written to the log; only demo data isn't.</summary>
    internal bool IsAudited { get; set; } = true;

    /// <summary>Whether entries were added to the log that no save has written yet.</summary>
    internal bool HasRecords { get; set; }

    /// <summary>Whether a statement has failed since the connection last forgot what it had prepared: see <see cref="FailedStatements"/>.</summary>
    internal bool HasFailedStatement { get; set; }

    /// <summary>Whether a save has begun and not ended well.</summary>
    internal bool IsSaving { get; set; }

    /// <summary>Whether the connection must be told its store: not where it crosses stores.</summary>
    public virtual bool IsStoreScoped => true;

    /// <summary>Work and events that must be done because of a change, saved with it.</summary>
    public DbSet<Job> Jobs => Set<Job>();

    /// <summary>Runs once after the transaction has committed; forgotten when it rolls back.</summary>
    public void AfterCommit(Action action) => afterCommit.Add(action);

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction, and again from the start on a transient fault, or when somebody saved the same
    /// in between its look and its save: then it looks once more, finds what they saved, and answers as the second of two in a row
    /// does (decision 0023). Commits when <paramref name="commits"/> says so of its result.
    /// </summary>
    public async Task<T> InTransactionAsync<T>(Func<Task<T>> work, Func<T, bool> commits, CancellationToken stop)
    {
        for (var tries = 1; ; tries++)
            try
            {
                return await TryAsync(work, commits, stop);
            }
            catch (Exception wrong) when (tries < MostTries && UniqueIndexes.Overtaken(wrong) is not null)
            {
                // What was in the way is committed by now, or the database would have waited for it.
            }
    }

    private async Task<T> TryAsync<T>(Func<Task<T>> work, Func<T, bool> commits, CancellationToken stop)
    {
        return await Database.CreateExecutionStrategy().ExecuteAsync(async token =>
        {
            ChangeTracker.Clear();
            afterCommit.Clear();
            HasRecords = false;
            await using var transaction = await Database.BeginTransactionAsync(token);
            T result;
            try
            {
                result = await work();
            }
            catch
            {
                // Statements past the mapper fail unseen by its interceptors.
                HasFailedStatement = true;
                throw;
            }

            if (commits(result))
            {
                if (HasRecords) await SaveChangesAsync(token);
                await transaction.CommitAsync(token);
                foreach (var action in afterCommit) action();
            }

            afterCommit.Clear();
            return result;
        }, stop);
    }

    /// <summary>Runs <paramref name="work"/> in a transaction and commits it.</summary>
    public Task<T> InTransactionAsync<T>(Func<Task<T>> work, CancellationToken stop) =>
        InTransactionAsync(work, static _ => true, stop);

    /// <summary>
    /// Text as it is searched: lower case, without accents, wide and other forms as the plain ones. Runs in the database only. What
    /// was typed occurs where <c>Fold(text).Contains(Fold(typed))</c>: no pattern, so no character means anything but itself.
    /// </summary>
    [DbFunction("fold", IsBuiltIn = true)]
    public static string Fold(string text) => throw new InvalidOperationException("This is the database's to do.");

    /// <summary>Announces a change on a channel; delivered to every node when, and only when, the transaction commits.</summary>
    public Task NotifyAsync(string channel, string payload, CancellationToken stop) =>
        Database.ExecuteSqlAsync($"select pg_notify({channel}, {payload})", stop);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        StoreModel.BeforeMapping(modelBuilder, typeof(OrionDb).Assembly);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(OrionDb).Assembly);
        StoreModel.AfterMapping(modelBuilder, this);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        StoreModel.Conventions(configurationBuilder);
}

/// <summary>
/// The database as the operator and the workers see it, across stores: its own role with its own policies, and no tenant filter.
/// Nothing that serves a shop or a dashboard receives it, but the few places that find who is asking.
/// </summary>
public sealed class PlatformDb(DbContextOptions<PlatformDb> options, IStoreScope scope) : OrionDb((DbContextOptions)options, scope)
{
    public override bool IsStoreScoped => false;
}
