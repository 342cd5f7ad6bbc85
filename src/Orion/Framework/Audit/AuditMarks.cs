namespace Orion.Framework.Audit;

/// <summary>Changes of this entity are not written to the log, for a reason that the next reader can judge.</summary>
/// <param name="reason">Why, as a sentence.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UnauditedAttribute(string reason) : Attribute
{
    /// <summary>Why.</summary>
    public string Reason { get; } = reason;
}

/// <summary>The log tells that this property changed and never what it says: secrets, and people's private data.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UndisclosedAttribute : Attribute;

/// <summary>An entity that says what people call it; others are called by their name, title, e-mail address, code or number.</summary>
public interface INamedInLog
{
    /// <summary>What people call it; empty when it has no name of its own.</summary>
    string NameInLog { get; }
}
