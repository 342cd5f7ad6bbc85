namespace Orion.Features.Core.Teams;

/// <summary>A role by its name to programs: <c>manager</c>, or the key of one that the store made.</summary>
/// <param name="Role">The built-in role, or <see cref="StoreRole.Own"/>.</param>
/// <param name="OwnId">The key of the store's own role.</param>
public sealed record RoleChoice(StoreRole Role, Guid? OwnId)
{
    /// <summary>The built-in roles, the most powerful first.</summary>
    public static readonly IReadOnlyList<StoreRole> BuiltIn =
        [StoreRole.Owner, StoreRole.Manager, StoreRole.Staff, StoreRole.Support, StoreRole.Viewer];

    /// <summary>As programs name it.</summary>
    public string Code => OwnId?.ToString() ?? Role.ToString().ToLowerInvariant();

    /// <summary>Reads it; null for what names no role.</summary>
    public static RoleChoice? Read(string? text)
    {
        if (Guid.TryParseExact(text, "D", out var id)) return new(StoreRole.Own, id);
        foreach (var role in BuiltIn)
            if (string.Equals(text, role.ToString(), StringComparison.OrdinalIgnoreCase))
                return new(role, null);
        return null;
    }
}
