namespace Orion.Framework.Database.Embedded;

/// <summary>The embedded server can't run. The message says what a person can do about it.</summary>
public sealed class EmbeddedPostgresException : Exception
{
    /// <summary>An exception without a message.</summary>
    public EmbeddedPostgresException()
    {
    }

    /// <summary>An exception that tells what to do.</summary>
    public EmbeddedPostgresException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that tells what to do, and what caused it.</summary>
    public EmbeddedPostgresException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
