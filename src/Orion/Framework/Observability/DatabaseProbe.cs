using Npgsql;
using Orion.Framework.Configuration;

namespace Orion.Framework.Observability;

/// <summary>
/// Asks the database whether it answers, and with a schema that this version knows. One question at a time however many ask,
/// and none longer than <see cref="Patience"/>: a question that waits is left to the heartbeat, which ends it, and is not put twice.
/// </summary>
internal sealed class DatabaseProbe(DatabaseAccess database, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(500);
    private const string Silence = "It does not answer.";
    private static readonly IReadOnlyList<string> Known = SchemaCheck.KnownMigrations();

    private readonly SemaphoreSlim one = new(1, 1);
    private (string? Trouble, long At)? last;
    private Task<string?>? asked;

    /// <summary>What is wrong, in words for anyone, or null.</summary>
    public async Task<string?> FindTroubleAsync(CancellationToken stop)
    {
        if (database.Trouble is { } known) return known;
        await one.WaitAsync(stop);
        try
        {
            if (last is { } seen && clock.GetElapsedTime(seen.At) < Fresh) return seen.Trouble;
            asked ??= AskAsync();
            await Task.WhenAny(asked, Task.Delay(Patience, CancellationToken.None));
            // A question that waits says nothing new while the heartbeat is answered: the table is locked, where another node migrates.
            var trouble = asked.IsCompleted ? await asked : last is { } before ? before.Trouble : Silence;
            if (asked.IsCompleted) asked = null;
            last = (trouble, clock.GetTimestamp());
            return trouble;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private async Task<string?> AskAsync()
    {
        try
        {
            var applied = new HashSet<string>(StringComparer.Ordinal);
            await using var command = database.Listener.CreateCommand("""select migration_id from "__EFMigrationsHistory" """);
            await using var reader = await command.ExecuteReaderAsync(CancellationToken.None);
            while (await reader.ReadAsync(CancellationToken.None)) applied.Add(reader.GetString(0));
            // What a newer version has added only widens what this one knows: a node that runs serves on. A start refuses it (SchemaCheck).
            return Known.All(applied.Contains) ? null : "Its schema lacks what this version needs.";
        }
        catch (Exception)
        {
            // Whatever it was: nothing came, and the next question is put anew.
            return Silence;
        }
    }
}
