using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Orion.Features.Tenancy;

/// <summary>A brand of the operator's: its hosts, its stores, its set of modules.</summary>
[NeverTaken("ix_platforms_code", "Made with the installation, by nobody else.")]
public sealed class Platform : ITimestamped
{
    private Platform()
    {
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public string Code { get; private set; } = "";

    public string Name { get; private set; } = "";

    public List<PlatformHost> Hosts { get; } = [];

    public List<PlatformModule> Modules { get; } = [];

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Founds a platform with its first host, under which its stores' subdomains live.</summary>
    public static Platform Found(string code, string name, string primaryHost)
    {
        var platform = new Platform { Code = code, Name = name };
        platform.Hosts.Add(PlatformHost.For(platform.Id, primaryHost, primary: true));
        return platform;
    }

    /// <summary>Switches an optional module. Absence of a row means that it is on.</summary>
    public void Switch(string module, bool on, DateTimeOffset now, string? by = null)
    {
        if (Modules.Find(m => m.Module == module) is { } there) there.Set(on, now, by);
        else Modules.Add(PlatformModule.For(Id, module, on, now, by));
    }
}

/// <summary>A host of a platform.</summary>
[NeverTaken("ix_platform_hosts_host", "Made with the installation, by nobody else.")]
public sealed class PlatformHost
{
    private PlatformHost()
    {
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid PlatformId { get; private set; }

    public string Host { get; private set; } = "";

    public bool IsPrimary { get; private set; }

    internal static PlatformHost For(Guid platform, string host, bool primary) => new() { PlatformId = platform, Host = host, IsPrimary = primary };
}

/// <summary>Whether an optional module is on for a platform.</summary>
[NeverTaken("pk_platform_modules", "The platform is locked before its modules are looked at.")]
public sealed class PlatformModule : INamedInLog
{
    private PlatformModule()
    {
    }

    public Guid PlatformId { get; private set; }

    public string Module { get; private set; } = "";

    public bool IsOn { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>The operator who switched it, by e-mail address.</summary>
    public string? ChangedBy { get; private set; }

    string INamedInLog.NameInLog => Module;

    internal static PlatformModule For(Guid platform, string module, bool on, DateTimeOffset now, string? by) =>
        new() { PlatformId = platform, Module = module, IsOn = on, ChangedAt = now, ChangedBy = by };

    internal void Set(bool on, DateTimeOffset now, string? by)
    {
        IsOn = on;
        ChangedAt = now;
        ChangedBy = by;
    }
}

internal sealed class PlatformMapping : IEntityTypeConfiguration<Platform>, IEntityTypeConfiguration<PlatformHost>, IEntityTypeConfiguration<PlatformModule>
{
    public void Configure(EntityTypeBuilder<Platform> builder)
    {
        builder.ToTable("platforms");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Code).HasMaxLength(63);
        builder.Property(p => p.Name).HasMaxLength(120);
        builder.HasIndex(p => p.Code).IsUnique();
        builder.HasMany(p => p.Hosts).WithOne().HasForeignKey(h => h.PlatformId);
        builder.HasMany(p => p.Modules).WithOne().HasForeignKey(m => m.PlatformId);
    }

    public void Configure(EntityTypeBuilder<PlatformHost> builder)
    {
        builder.ToTable("platform_hosts");
        builder.Property(h => h.Id).ValueGeneratedNever();
        builder.Property(h => h.Host).HasMaxLength(253);
        builder.HasIndex(h => h.Host).IsUnique();
    }

    public void Configure(EntityTypeBuilder<PlatformModule> builder)
    {
        builder.ToTable("platform_modules");
        builder.HasKey(m => new { m.PlatformId, m.Module });
        builder.Property(m => m.Module).HasMaxLength(40);
        builder.Property(m => m.ChangedBy).HasMaxLength(254);
    }
}
