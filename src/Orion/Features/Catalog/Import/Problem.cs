namespace Orion.Features.Catalog.Import;

/// <summary>How bad it is.</summary>
internal enum Severity
{
    /// <summary>Imported, but not quite as the file says.</summary>
    Note,

    /// <summary>Not imported.</summary>
    Error
}

/// <summary>Something about a row that its owner should know.</summary>
/// <param name="Line">The line of the file; 0 when it concerns no line.</param>
/// <param name="Handle">The product.</param>
/// <param name="Field">The column, as the file calls it.</param>
/// <param name="Message">A sentence.</param>
internal sealed record Problem(int Line, string Handle, Severity Severity, string Field, string Message);
