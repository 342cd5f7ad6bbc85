namespace Orion.Framework.Modules;

/// <summary>Something that a role may be allowed to do.</summary>
/// <param name="Code">Its place in the tree of permissions, such as <c>orders.view</c>.</param>
/// <param name="Title">What it allows, in words.</param>
/// <param name="Face">The face whose principals can hold it.</param>
/// <param name="Roles">The built-in roles of a store's team that hold it; the owner holds everything.</param>
/// <param name="Detail">A sentence on what follows from it, for whoever gives it away.</param>
/// <param name="Admins">The roles of the console that hold it; operators hold everything.</param>
public sealed record Permission(
    string Code, string Title, Face Face, BuiltInRoles Roles = BuiltInRoles.None, string? Detail = null, ConsoleRoles Admins = ConsoleRoles.None);

/// <summary>The roles of the console, beside the operator's.</summary>
[Flags]
public enum ConsoleRoles
{
    /// <summary>Only operators.</summary>
    None = 0,

    /// <summary>Helps merchants: sees, and asks for access to a store.</summary>
    Support = 1,

    /// <summary>Sees everything, and changes nothing.</summary>
    Auditor = 2,

    /// <summary>Everybody at the console.</summary>
    Everyone = Support | Auditor
}

/// <summary>The roles that every store has, beside its owner's.</summary>
[Flags]
public enum BuiltInRoles
{
    /// <summary>Only owners, and roles that a store makes itself.</summary>
    None = 0,

    /// <summary>Sees, and changes nothing.</summary>
    Viewer = 1,

    /// <summary>Answers customers: sees, and puts right what went wrong with an order.</summary>
    Support = 2,

    /// <summary>Does the daily work.</summary>
    Staff = 4,

    /// <summary>Runs the store but for its ownership.</summary>
    Manager = 8,

    /// <summary>Those who do the daily work and those who direct it.</summary>
    Workers = Staff | Manager,

    /// <summary>Those who see orders and customers through.</summary>
    Carers = Support | Staff | Manager,

    /// <summary>Everybody in the team.</summary>
    Everyone = Viewer | Support | Staff | Manager
}
