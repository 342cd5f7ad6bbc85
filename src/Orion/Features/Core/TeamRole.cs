using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Orion.Features.Core;

/// <summary>A role that a store made itself: a name for what some of its people may do.</summary>
[Taken("ix_store_roles_store_id_name", 422, "name_taken", "name", "Another role already has this name.")]
public sealed class TeamRole : IStoreOwned, ITimestamped
{
    /// <summary>Longest name, in characters.</summary>
    public const int LongestName = 60;

    /// <summary>Longest description, in characters.</summary>
    public const int LongestDescription = 200;

    private TeamRole()
    {
    }

    public Guid StoreId { get; private set; }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public string Name { get; private set; } = "";

    public string Description { get; private set; } = "";

    /// <summary>Permissions, and branches of them such as <c>orders.*</c>.</summary>
    public List<string> Permissions { get; private set; } = [];

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>A new role.</summary>
    public static TeamRole Make(string name, string description, IEnumerable<string> permissions)
    {
        var role = new TeamRole();
        role.Change(name, description, permissions);
        return role;
    }

    /// <summary>Changes what it is called and what it may do; whoever has it holds that from now on. What is null stays as it is.</summary>
    public void Change(string? name, string? description, IEnumerable<string>? permissions)
    {
        if (name is not null) Name = name.Trim();
        if (description is not null) Description = description.Trim();
        if (permissions is not null) Permissions = [.. permissions.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }
}

internal sealed class TeamRoleMapping : IEntityTypeConfiguration<TeamRole>
{
    public void Configure(EntityTypeBuilder<TeamRole> builder)
    {
        builder.ToTable("store_roles");
        builder.Property(r => r.Name).HasMaxLength(TeamRole.LongestName);
        builder.Property(r => r.Description).HasMaxLength(TeamRole.LongestDescription);
        builder.HasIndex(r => new { r.StoreId, r.Name }).IsUnique();
        builder.HasOne<Tenancy.Store>().WithMany().HasForeignKey(r => r.StoreId);
    }
}
