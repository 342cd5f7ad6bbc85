namespace Orion.Features.Audit;

/// <summary>How long the log is kept. Section <c>Audit</c>.</summary>
public sealed class AuditOptions
{
    /// <summary>Days for which entries are kept; at least 30.</summary>
    public int RetentionDays { get; set; } = 400;

    /// <summary>Days for which entries of people who never signed in are kept: their addresses are nobody's business for longer.</summary>
    public int VisitorRetentionDays { get; set; } = 30;
}
