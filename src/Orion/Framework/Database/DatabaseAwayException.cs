namespace Orion.Framework.Database;

/// <summary>The server doesn't answer, and whoever asks would wait. Not transient in the driver's sense: asking again at once is of no use.</summary>
public sealed class DatabaseAwayException() : Exception("The database does not answer.");
