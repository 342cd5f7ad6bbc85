namespace Orion.Framework.Database.Bootstrap;

/// <summary>The database isn't ready for Orion, and this connection may not make it so.</summary>
public sealed class DatabaseBootstrapException : Exception
{
    /// <summary>An exception without a message.</summary>
    public DatabaseBootstrapException()
    {
    }

    /// <summary>An exception that tells what to do.</summary>
    public DatabaseBootstrapException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that tells what to do, and what caused it.</summary>
    public DatabaseBootstrapException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>
    /// The SQL that an administrator must run, or an empty string where SQL alone won't help. It is the first of what
    /// is missing; <see cref="DatabaseBootstrap.Script"/> has the rest.
    /// </summary>
    public string Statement { get; init; } = "";
}
