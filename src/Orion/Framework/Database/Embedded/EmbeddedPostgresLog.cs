using Microsoft.Extensions.Logging;

namespace Orion.Framework.Database.Embedded;

internal static partial class EmbeddedPostgresLog
{
    [LoggerMessage(
        LogLevel.Information, "PostgreSQL {Version} is ready on port {Port} after {Elapsed} ms, data in {Folder}")]
    internal static partial void ServerStarted(
        this ILogger logger, string version, int port, long elapsed, string folder);

    [LoggerMessage(LogLevel.Information, "Another process runs PostgreSQL for {Folder} on port {Port}; sharing it")]
    internal static partial void ServerAdopted(this ILogger logger, string folder, int port);

    [LoggerMessage(LogLevel.Information, "Making a PostgreSQL {Version} cluster in {Folder}")]
    internal static partial void ClusterInitializing(this ILogger logger, string version, string folder);

    [LoggerMessage(
        LogLevel.Warning, "A process that ended left PostgreSQL {ProcessId} running on {Folder}; stopping it")]
    internal static partial void OrphanFound(this ILogger logger, int processId, string folder);

    [LoggerMessage(LogLevel.Warning, "PostgreSQL didn't start on port {Port} (attempt {Attempt}):\n{LogLines}")]
    internal static partial void StartFailed(this ILogger logger, int port, int attempt, string logLines);

    [LoggerMessage(LogLevel.Warning, "PostgreSQL on {Folder} didn't stop in time; it recovers at the next start")]
    internal static partial void StopFailed(this ILogger logger, string folder);

    [LoggerMessage(
        LogLevel.Information, "Copied PostgreSQL's binaries from {From} to {To}, where its user can read them")]
    internal static partial void BinariesCopied(this ILogger logger, string from, string to);

    [LoggerMessage(LogLevel.Information, "PostgreSQL's user can't reach {Wanted}; its data is in {Actual} instead")]
    internal static partial void DataFolderMoved(this ILogger logger, string wanted, string actual);

    [LoggerMessage(LogLevel.Error, "PostgreSQL on {Folder} has ended; starting it again")]
    internal static partial void ServerEnded(this ILogger logger, string folder);

    [LoggerMessage(LogLevel.Error, "PostgreSQL on {Folder} can't be started again")]
    internal static partial void RestartFailed(this ILogger logger, Exception why, string folder);
}
