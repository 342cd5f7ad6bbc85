using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Orion.Features.Tenancy;

/// <summary>How a store looks and what its home page says.</summary>
[NeverTaken("ix_store_themes_store_id", "Made with the store, by nobody else.")]
public sealed class StoreTheme : IStoreOwned
{
    private StoreTheme()
    {
    }

    public Guid StoreId { get; private set; }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    /// <summary>CSS custom properties.</summary>
    public ThemeTokens Tokens { get; private set; } = new();

    /// <summary>The wordmark as an SVG document, sanitised; null for the name in type.</summary>
    public string? Logo { get; private set; }

    /// <summary>The icon as an SVG document.</summary>
    public string? Favicon { get; private set; }

    /// <summary>What the home page shows.</summary>
    public HomeContent Home { get; private set; } = new();

    /// <summary>A theme for a store.</summary>
    public static StoreTheme For(Guid storeId, ThemeTokens tokens, HomeContent home, string? logo, string? favicon) =>
        new() { StoreId = storeId, Tokens = tokens, Home = home, Logo = logo, Favicon = favicon };
}

/// <summary>CSS custom properties by group; names begin with two hyphens. An empty group keeps the default theme's values.</summary>
public sealed class ThemeTokens
{
    public Dictionary<string, string> Light { get; init; } = [];

    public Dictionary<string, string> Dark { get; init; } = [];

    public Dictionary<string, string> Shape { get; init; } = [];

    public Dictionary<string, string> Type { get; init; } = [];

    public Dictionary<string, string> Density { get; init; } = [];
}

/// <summary>What a shop's home page says and shows. Everything may be missing: the page then shows products alone.</summary>
public sealed class HomeContent
{
    public string? Tagline { get; init; }

    public string? Announcement { get; init; }

    public string? Eyebrow { get; init; }

    public string? Title { get; init; }

    public string? Text { get; init; }

    public PictureRef? Image { get; init; }

    public string? CallToActionLabel { get; init; }

    public string? CallToActionCategory { get; init; }

    public string? StoryTitle { get; init; }

    /// <summary>Sanitised HTML.</summary>
    public string? StoryText { get; init; }

    public PictureRef? StoryImage { get; init; }
}

/// <summary>A stored picture: its key, the size of its largest rendition in pixels, and what it shows.</summary>
public sealed record PictureRef(string Key, int Width, int Height, string Alt);

internal sealed class StoreThemeMapping : IEntityTypeConfiguration<StoreTheme>
{
    public void Configure(EntityTypeBuilder<StoreTheme> builder)
    {
        builder.ToTable("store_themes");
        builder.Property(t => t.Logo).HasMaxLength(40_000);
        builder.Property(t => t.Favicon).HasMaxLength(20_000);
        builder.Property(t => t.Tokens).AsJson();
        builder.Property(t => t.Home).AsJson();
        builder.HasIndex(t => t.StoreId).IsUnique();
        builder.HasOne<Store>().WithOne().HasForeignKey<StoreTheme>(t => t.StoreId);
    }
}
