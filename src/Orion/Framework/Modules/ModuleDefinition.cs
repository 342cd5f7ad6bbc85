using Orion.Framework.Configuration;

namespace Orion.Framework.Modules;

/// <summary>How a module may be switched.</summary>
public enum ModuleTier
{
    /// <summary>Always on.</summary>
    Core,

    /// <summary>Switched per platform, live.</summary>
    Optional,

    /// <summary>For the operator alone.</summary>
    Internal
}

/// <summary>
/// What a business module is and has. One class per folder under Features; everything else that asks about modules (routes,
/// menus, jobs, permissions, the switch) reads it here.
/// </summary>
public abstract class ModuleDefinition
{
    /// <summary>The stable code, such as <c>catalog</c>.</summary>
    public abstract string Code { get; }

    /// <summary>What people call it.</summary>
    public abstract string Name { get; }

    /// <summary>One sentence on what it gives.</summary>
    public abstract string Summary { get; }

    /// <summary>Whether it can be switched off.</summary>
    public abstract ModuleTier Tier { get; }

    /// <summary>Codes of the modules that it can't do without. Its code may use theirs and no others.</summary>
    public virtual IReadOnlyList<string> Requires => [];

    /// <summary>The permissions that its endpoints ask for.</summary>
    public virtual IReadOnlyList<Permission> Permissions => [];

    /// <summary>Its entries in the faces' menus.</summary>
    public virtual IReadOnlyList<MenuEntry> Menu => [];

    /// <summary>Its pages among the dashboard's settings, below <c>/settings/</c>; the menu has one entry for all of them.</summary>
    public virtual IReadOnlyList<MenuEntry> Settings => [];

    /// <summary>Registers what the module's operations need.</summary>
    public virtual void AddServices(IServiceCollection services, IConfiguration configuration)
    {
    }

    /// <summary>Its verbs for the command line.</summary>
    public virtual IReadOnlyList<ICommand> Commands => [];

    /// <summary>Called in the transaction that switches it on for a platform.</summary>
    public virtual Task EnabledAsync(PlatformDb db, Guid platformId, CancellationToken stop) => Task.CompletedTask;

    /// <summary>Called in the transaction that switches it off for a platform. Its data stays.</summary>
    public virtual Task DisabledAsync(PlatformDb db, Guid platformId, CancellationToken stop) => Task.CompletedTask;
}

/// <summary>An entry in a face's menu.</summary>
/// <param name="Face">The face.</param>
/// <param name="Title">The words.</param>
/// <param name="Path">The page inside the face.</param>
/// <param name="Icon">The Lucide icon's name.</param>
/// <param name="Permission">Shown to those who have it.</param>
/// <param name="Order">Lower comes first.</param>
public sealed record MenuEntry(Face Face, string Title, string Path, string Icon, string Permission, int Order);
