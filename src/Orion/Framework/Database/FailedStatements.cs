using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Orion.Framework.Database;

/// <summary>
/// After a statement has failed, its connection forgets what was prepared on it, before anything else runs there.
/// </summary>
/// <remarks>
/// For a fault of the driver (Npgsql 10.0.3; https://github.com/npgsql/npgsql/issues/6391, open): it prepares a statement at its
/// fifth use by itself. When that very use is parsed, but fails before its columns are described (a value that can't be cast, is
/// too long or ends in a division by zero is found out while the server binds it; so is a request that its caller broke off), the
/// driver keeps the statement as prepared and as one without columns. The next valid use of it ends with 'Received unexpected
/// backend message DataRow' and the loss of the connection, after the server has done what it was asked to. Which step failed the
/// driver doesn't tell, so that every failure counts. It costs one round trip, and the statements are prepared again when they
/// have been used again. Once the driver is mended this can go, and its tests will show it.
/// </remarks>
internal sealed class FailedStatements : DbCommandInterceptor, ISaveChangesInterceptor, IDbTransactionInterceptor, IDbConnectionInterceptor
{
    /// <summary>Lets a connection forget what was prepared on it. In a transaction that has failed it can't.</summary>
    public static void Forget(DbConnection connection)
    {
        if (connection.State != ConnectionState.Open) return;
        try
        {
            // The driver has no other way than this, which waits for the one round trip.
            ((NpgsqlConnection)connection).UnprepareAll();
        }
        catch (NpgsqlException)
        {
            // Lost; the pool drops it.
        }
    }

    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default) =>
        Mark(eventData.Context);

    public override Task CommandCanceledAsync(DbCommand command, CommandEndEventData eventData, CancellationToken cancellationToken = default) =>
        Mark(eventData.Context);

    /// <summary>
    /// No interceptor is told of a save's later statements, and the connection may be closed before the save is said to have failed:
    /// one that has not ended well by then has failed.
    /// </summary>
    public ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is OrionDb db) db.IsSaving = true;
        return ValueTask.FromResult(result);
    }

    public ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is OrionDb db) db.IsSaving = false;
        return ValueTask.FromResult(result);
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is OrionDb db) db.IsSaving = false;
        return Task.CompletedTask;
    }

    public Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default) => Mark(eventData.Context);

    public Task SaveChangesCanceledAsync(DbContextEventData eventData, CancellationToken cancellationToken = default) => Mark(eventData.Context);

    /// <summary>For whoever keeps the connection open over several transactions.</summary>
    public ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is OrionDb { HasFailedStatement: true } db) Mend(db, connection);
        return ValueTask.FromResult(result);
    }

    public Task RolledBackToSavepointAsync(DbTransaction transaction, TransactionEventData eventData, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is OrionDb { HasFailedStatement: true } db) Mend(db, transaction.Connection!);
        return Task.CompletedTask;
    }

    public InterceptionResult ConnectionClosing(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        if (eventData.Context is OrionDb db && (db.HasFailedStatement || db.IsSaving)) Mend(db, connection);
        return result;
    }

    public ValueTask<InterceptionResult> ConnectionClosingAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
        ValueTask.FromResult(ConnectionClosing(connection, eventData, result));

    public InterceptionResult ConnectionDisposing(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
        ConnectionClosing(connection, eventData, result);

    public ValueTask<InterceptionResult> ConnectionDisposingAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
        ValueTask.FromResult(ConnectionClosing(connection, eventData, result));

    private static Task Mark(DbContext? context)
    {
        if (context is OrionDb db) db.HasFailedStatement = true;
        return Task.CompletedTask;
    }

    private static void Mend(OrionDb db, DbConnection connection)
    {
        Forget(connection);
        db.HasFailedStatement = db.IsSaving = false;
    }
}
