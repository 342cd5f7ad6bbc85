using System.Collections.Frozen;
using System.Reflection;
using Npgsql;
using Orion.Framework.Web;

namespace Orion.Framework.Database;

/// <summary>
/// What is said to whoever sends a value that another row has: declared at the entity whose unique index it is. The look before the
/// save says it (<see cref="UniqueIndexes.Refuse"/>), and so does the edge where two saved at once and there was no look.
/// </summary>
/// <param name="index">The index's name in the database.</param>
/// <param name="status">409, or 422 where the field is simply to be filled in differently.</param>
/// <param name="code">A stable word for programs, such as <c>slug_taken</c>.</param>
/// <param name="field">The field that holds the value.</param>
/// <param name="message">A sentence beside it.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class TakenAttribute(string index, int status, string code, string field, string message) : Attribute
{
    /// <summary>The index's name in the database.</summary>
    public string Index => index;

    internal Refusal Refusal => new(status, code, message, new Dictionary<string, string[]> { [@field] = [message] });
}

/// <summary>A unique index that two requests at once can't both run into; declared at the entity whose index it is.</summary>
/// <param name="index">The index's name in the database.</param>
/// <param name="because">Why not, for those who read the code.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class NeverTakenAttribute(string index, string because) : Attribute
{
    /// <summary>The index's name in the database.</summary>
    public string Index => index;

    /// <summary>Why not.</summary>
    public string Because => because;
}

/// <summary>From the constraint that stopped a save to what the caller is told.</summary>
public static class UniqueIndexes
{
    private static readonly FrozenDictionary<string, Refusal> Refusals = typeof(UniqueIndexes).Assembly.GetTypes()
        .SelectMany(type => type.GetCustomAttributes<TakenAttribute>()).ToFrozenDictionary(taken => taken.Index, taken => taken.Refusal);

    private static readonly Refusal Unknown = Refusal.Conflict(
        "conflict", "Someone else saved a change at the same time. Reload and try again.");

    /// <summary>What is declared for an index.</summary>
    public static Refusal Refuse(string index) => Refusals[index];

    /// <summary>What is declared for the index that stopped a save, or 409 <c>conflict</c>.</summary>
    public static Refusal RefusalFor(PostgresException twin) => Refusals.GetValueOrDefault(twin.ConstraintName ?? "", Unknown);

    /// <summary>
    /// The violation behind an exception, when a save was stopped by what somebody else saved since it looked: they took the value, or
    /// took away what it refers to.
    /// </summary>
    public static PostgresException? Overtaken(Exception wrong) =>
        wrong.GetBaseException() is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ForeignKeyViolation } twin
            ? twin
            : null;
}
