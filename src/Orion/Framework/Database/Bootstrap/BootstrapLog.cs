using Microsoft.Extensions.Logging;

namespace Orion.Framework.Database.Bootstrap;

internal static partial class BootstrapLog
{
    [LoggerMessage(LogLevel.Information, "Database bootstrap: {Step}")]
    internal static partial void StepApplied(this ILogger logger, string step);

    [LoggerMessage(
        LogLevel.Warning, "Database bootstrap goes on without '{Step}' ({Reason}); a superuser can run: {Sql}")]
    internal static partial void StepSkipped(this ILogger logger, string step, string reason, string sql);
}
