using System.Text.Json;

namespace Orion.Framework.Audit;

/// <summary>Writes to the log what the change tracker doesn't see.</summary>
public static class AuditTrail
{
    /// <summary>
    /// Adds an entry in the name of the request's actor, to be saved in the transaction at hand: for what changes no entity
    /// (signing in, an export) and for writes by statements. Inside <see cref="OrionDb.InTransactionAsync{T}(Func{Task{T}}, CancellationToken)"/>
    /// it needs no save of its own.
    /// </summary>
    /// <param name="db">The context whose transaction it belongs to.</param>
    /// <param name="action">What was done, a participle such as <c>signed-in</c>; hyphens are read as spaces.</param>
    /// <param name="entity">The kind of thing, such as <c>session</c>.</param>
    /// <param name="id">Which one.</param>
    /// <param name="name">What people call it; ends the sentence "Ada signed in ...".</param>
    /// <param name="before">What changed, as it was; no secrets.</param>
    /// <param name="after">What changed, as it is; no secrets.</param>
    /// <param name="store">The store whose log it is in; by default the request's, else the installation's.</param>
    public static void Record(
        this OrionDb db, string action, string entity, Guid? id = null, string? name = null, object? before = null, object? after = null,
        Guid? store = null)
    {
        var request = db.Scope as RequestContext;
        db.Add(AuditEntry.Of(
            request, request?.Now ?? TimeProvider.System.GetUtcNow(), store ?? db.StoreId, action, entity, id, name, Write(before), Write(after),
            derived: false));
        db.HasRecords = true;
    }

    private static string? Write(object? value) => value is null ? null : JsonSerializer.Serialize(value, JsonSettings.Options);
}
