using System.Data.Common;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Orion.Framework.Database;

/// <summary>
/// Tells PostgreSQL the store at the start of each transaction, for that transaction only: nothing of it is left on the
/// connection when it goes back to the pool.
/// </summary>
internal sealed class StoreTransactionInterceptor : DbTransactionInterceptor
{
    public override async ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is OrionDb { IsStoreScoped: true } db && db.StoreId != Guid.Empty)
        {
            await using var command = new NpgsqlCommand(StoreSetting.Statement, (NpgsqlConnection)connection);
            command.Transaction = (NpgsqlTransaction)result;
            command.Parameters.Add(StoreSetting.Parameter(db.StoreId));
            // Waits for nothing, and is not cancelled: there is no transaction yet in which a failure could be mended.
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }

        return result;
    }

    public override DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result) =>
        eventData.Context is OrionDb { IsStoreScoped: false }
            ? result
            : throw new InvalidOperationException("A store's transactions are begun asynchronously.");
}

/// <summary>
/// A read outside a transaction goes out as one batch, [set store, query], which is one round trip and one implicit
/// transaction. Only readers are touched; the commands of SaveChanges always run inside a transaction.
/// </summary>
internal sealed class StoreReadInterceptor : DbCommandInterceptor
{
    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (command.Transaction is not null || eventData.CommandSource == CommandSource.SaveChanges
            || eventData.Context is not OrionDb { IsStoreScoped: true } db || db.StoreId == Guid.Empty)
            return result;

        var batch = new NpgsqlBatch((NpgsqlConnection)command.Connection!) { Timeout = command.CommandTimeout };
        batch.BatchCommands.Add(new NpgsqlBatchCommand(StoreSetting.Statement) { Parameters = { StoreSetting.Parameter(db.StoreId) } });
        var query = new NpgsqlBatchCommand(command.CommandText);
        foreach (NpgsqlParameter parameter in command.Parameters) query.Parameters.Add(parameter.Clone());
        batch.BatchCommands.Add(query);

        var reader = await batch.ExecuteReaderAsync(cancellationToken);
        try
        {
            await reader.NextResultAsync(cancellationToken);
        }
        catch
        {
            await reader.DisposeAsync();
            throw;
        }

        return InterceptionResult<DbDataReader>.SuppressWithResult(reader);
    }
}

/// <summary>Opens nothing while the server hangs.</summary>
internal sealed class AwayInterceptor(DatabaseAccess access) : DbConnectionInterceptor
{
    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        access.EnsureAnswering();
        return ValueTask.FromResult(result);
    }
}

/// <summary>The one statement that sets the store.</summary>
internal static class StoreSetting
{
    public const string Statement = "select set_config('orion.store_id', $1, true)";

    public static NpgsqlParameter Parameter(Guid store) => new() { Value = store.ToString() };
}

/// <summary>Fills in the timestamps of what is saved.</summary>
internal sealed class SaveInterceptor(TimeProvider clock) : SaveChangesInterceptor
{
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is OrionDb db)
            foreach (var entry in db.ChangeTracker.Entries())
                Complete(entry, clock.GetUtcNow());
        return ValueTask.FromResult(result);
    }

    private static void Complete(EntityEntry entry, DateTimeOffset now)
    {
        if (entry.Entity is not ITimestamped) return;
        if (entry.State == EntityState.Added) entry.Property(nameof(ITimestamped.CreatedAt)).CurrentValue = now;
        if (entry.State is EntityState.Added or EntityState.Modified) entry.Property(nameof(ITimestamped.UpdatedAt)).CurrentValue = now;
    }
}
