namespace Orion.Features.Core.Admins;

/// <summary>What the form for somebody new at the console offers.</summary>
public sealed record NewUserForm
{
    /// <summary>The roles: as they are written, and in words.</summary>
    public static IReadOnlyList<(string Value, string Text)> Roles { get; } =
        [.. Enum.GetValues<AdminRole>().Select(r => (AdminRights.Code(r), $"{r}: {AdminRights.DescriptionOf(r)}"))];
}
