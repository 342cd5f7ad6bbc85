namespace Orion.Features.Core;

/// <summary>As what a person works at the operator's console. Stored as text.</summary>
public enum AdminRole
{
    /// <summary>May do everything.</summary>
    Operator,

    /// <summary>Helps merchants: sees, and asks for access to a store.</summary>
    Support,

    /// <summary>Sees everything, the log as well, and changes nothing.</summary>
    Auditor
}
