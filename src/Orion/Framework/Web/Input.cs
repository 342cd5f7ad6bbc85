using System.Reflection;

namespace Orion.Framework.Web;

/// <summary>
/// The inputs of a writing operation. One binding serves form and JSON: both become one JSON object, read once, with all that
/// is wrong collected under the same field names. Members are nullable unless they have a default: <see cref="IValidated.Validate"/>
/// says what is missing.
/// </summary>
public interface IInput<TSelf> : IValidated, IBindableFromHttpContext<TSelf> where TSelf : class, IInput<TSelf>
{
    static async ValueTask<TSelf?> IBindableFromHttpContext<TSelf>.BindAsync(HttpContext context, ParameterInfo parameter) =>
        await InputBinder.BindAsync<TSelf>(context);
}

/// <summary>Says what is wrong with an input, before the operation runs.</summary>
public interface IValidated
{
    /// <summary>Adds a message for each field that can't be used.</summary>
    void Validate(Errors errors);
}

/// <summary>
/// An input that changes what is stored. Whoever runs it leaves out what comes back as it is (<see cref="Unchanged"/>), and then checks
/// the rest: a text isn't refused for what it was already, so <see cref="IValidated.Validate"/> can't be the one to check it.
/// </summary>
public interface IChange : IValidated
{
    /// <summary>Adds a message for each member that changes and can't be used so.</summary>
    void Check(Errors errors);
}

/// <summary>Thrown while binding; becomes the refusal that it carries before any operation has run.</summary>
public sealed class InvalidInputException(Refusal refusal) : Exception(refusal.Title)
{
    /// <summary>What the caller is told.</summary>
    public Refusal Refusal { get; } = refusal;
}
