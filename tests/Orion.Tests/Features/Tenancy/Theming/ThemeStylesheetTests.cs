using Orion.Features.Tenancy;
using Orion.Features.Tenancy.Theming;

namespace Orion.Tests.Features.Tenancy.Theming;

/// <summary>What a merchant may choose is a value; it never becomes a rule.</summary>
public sealed class ThemeStylesheetTests
{
    [Theory]
    [InlineData("--color-bg", "#f6f0e7")]
    [InlineData("--font-body", "\"Avenir Next\", Avenir, \"Helvetica Neue\", sans-serif")]
    [InlineData("--shadow-card", "0 1px 2px rgb(60 40 20 / 0.06), 0 12px 32px -12px rgb(60 40 20 / 0.18)")]
    [InlineData("--space-section", "clamp(4rem, 9vw, 8rem)")]
    [InlineData("color-scheme", "dark")]
    public void Values_of_a_theme_are_taken(string name, string value) => Assert.True(ThemeStylesheet.IsSafe(name, value));

    [Theory]
    [InlineData("--x", "red;}body{display:none")]
    [InlineData("--x", "red}")]
    [InlineData("--x", "url(https://elsewhere.test/x)")]
    [InlineData("--x", "url (x)")]
    [InlineData("--x", "image-set('x' 1x)")]
    [InlineData("--x", "\\75rl(x)")]
    [InlineData("--x", "red /* and so on")]
    [InlineData("--x", "\"never closed")]
    [InlineData("--x", "rgb(0 0 0")]
    [InlineData("--x", "0)")]
    [InlineData("--x", "red\n}")]
    [InlineData("--x", "</style>")]
    [InlineData("--x", "@import")]
    [InlineData("--x", "red !important")]
    [InlineData("--x", "")]
    [InlineData("background", "red")]
    [InlineData("--x:red;--y", "red")]
    [InlineData("color-scheme", "dark; --x: y")]
    public void What_could_become_more_than_a_value_is_left_out(string name, string value)
    {
        Assert.False(ThemeStylesheet.IsSafe(name, value));
        var css = ThemeStylesheet.Write(new ThemeTokens { Light = { [name] = value }, Dark = { [name] = value } });
        Assert.Equal(":root{}@media (prefers-color-scheme:dark){:root{}}\n", css);
    }

    [Fact]
    public void Dark_values_are_for_those_who_prefer_dark()
    {
        var css = ThemeStylesheet.Write(new ThemeTokens { Light = { ["--color-bg"] = "#fff" }, Dark = { ["--color-bg"] = "#000" } });
        Assert.Equal(":root{--color-bg:#fff;}@media (prefers-color-scheme:dark){:root{--color-bg:#000;}}\n", css);
    }
}
