namespace Orion.Framework.Web;

/// <summary>
/// Why an operation would not do what was asked: a value, not an exception. Becomes problem+json (RFC 9457) on the API, the form
/// with its messages or an error page on a page.
/// </summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">A stable word for programs, such as <c>sold_out</c>.</param>
/// <param name="Title">A plain sentence for people: what happened and what to do.</param>
/// <param name="Errors">Messages by field name.</param>
/// <param name="Extras">Further members of the problem document, such as the new total.</param>
public sealed record Refusal(
    int Status,
    string Code,
    string Title,
    IReadOnlyDictionary<string, string[]>? Errors = null,
    IReadOnlyDictionary<string, object?>? Extras = null) : IResult, IStatusCodeHttpResult
{
    int? IStatusCodeHttpResult.StatusCode => Status;

    /// <summary>Seconds after which trying again makes sense.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>There is no such thing, or it is another store's: the two can't be told apart.</summary>
    public static Refusal NotFound(string what = "page") =>
        new(404, "not_found", what == "page" ? "This page does not exist." : $"There is no such {what}.");

    /// <summary>What was sent doesn't fit; says where and why.</summary>
    public static Refusal Invalid(IReadOnlyDictionary<string, string[]> errors) =>
        new(422, "invalid", "Some of what was sent can't be used. See the messages beside the fields.", errors);

    /// <summary>One field doesn't fit.</summary>
    public static Refusal Invalid(string field, string message, string code = "invalid") =>
        new(422, code, message, new Dictionary<string, string[]> { [field] = [message] });

    /// <summary>The state of things doesn't allow it.</summary>
    public static Refusal Conflict(string code, string title, IReadOnlyDictionary<string, object?>? extras = null) =>
        new(409, code, title, null, extras);

    public Task ExecuteAsync(HttpContext httpContext) => RefusalWriter.WriteAsync(httpContext, this);
}

/// <summary>What an operation gives: a result or the reason why not.</summary>
public readonly record struct Outcome<T>(T? Value, Refusal? Refusal)
{
    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}

/// <summary>Collects messages by field while an input is being checked.</summary>
public sealed class Errors
{
    /// <summary>How many fields are named at once: nobody reads more, and a body can hold a hundred thousand.</summary>
    public const int Most = 50;

    private readonly Dictionary<string, List<string>> found = new(StringComparer.Ordinal);

    /// <summary>Whether nothing is wrong so far.</summary>
    public bool None => found.Count == 0;

    /// <summary>Says what is wrong with a field, of the first <see cref="Most"/>.</summary>
    public void Add(string field, string message)
    {
        if (!found.TryGetValue(field, out var list))
        {
            if (found.Count == Most) return;
            found[field] = list = [];
        }

        list.Add(message);
    }

    /// <summary>Says so when <paramref name="wrong"/>.</summary>
    public void If(bool wrong, string field, string message)
    {
        if (wrong) Add(field, message);
    }

    /// <summary>Checks a text: present, and at most <paramref name="longest"/> characters.</summary>
    public void Text(string field, string? value, int longest, string name, bool required = true)
    {
        if (string.IsNullOrWhiteSpace(value)) If(required, field, $"Enter {name}.");
        else If(value.Length > longest, field, $"Use at most {longest} characters.");
    }

    /// <summary>The messages by field.</summary>
    public IReadOnlyDictionary<string, string[]> ToDictionary() =>
        found.ToDictionary(f => f.Key, f => f.Value.ToArray(), StringComparer.Ordinal);
}
