using System.Text.Json;
using System.Text.RegularExpressions;
using Orion.Framework.Configuration;

namespace Orion.Tests;

/// <summary>docs/operations.md lists the settings that the code reads: all of them, and no others.</summary>
public sealed partial class SettingsDocumentTests
{
    /// <summary>What ASP.NET Core reads without Orion's code.</summary>
    private static readonly string[] ReadByTheHost = ["Logging:LogLevel:Default"];

    private static readonly string Root = DataFolder.RepositoryFolder!;

    private static readonly HashSet<string> Documented = new(
        File.ReadLines(Path.Combine(Root, "docs", "operations.md")).SkipWhile(l => l != "## Settings").Skip(1)
            .TakeWhile(l => !l.StartsWith("## ", StringComparison.Ordinal)).Where(l => l.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(l => Quoted().Matches(l.Split('|')[1])).Select(m => Plain(m.Groups[1].Value)).Where(n => !n.StartsWith('-')),
        StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Read = new(SettingsInCode.All.Select(s => Plain(s.Name)), StringComparer.OrdinalIgnoreCase);

    [Fact]
    public void Every_setting_that_is_read_is_documented() =>
        Assert.Equal("", string.Join('\n', SettingsInCode.All.Where(s => !Documented.Contains(Plain(s.Name))).Select(s => $"{s.Name}, read by {s.Where}")));

    [Fact]
    public void Every_documented_setting_is_read() => Assert.Equal(
        "", string.Join(", ", Documented.Where(n => !Read.Contains(n) && !ReadByTheHost.Contains(n))));

    [Fact]
    public void What_ships_sets_only_documented_settings()
    {
        var set = Directory.EnumerateFiles(Path.Combine(Root, "src", "Orion"), "appsettings*.json")
            .SelectMany(f => Leaves(JsonDocument.Parse(File.ReadAllText(f)).RootElement, ""))
            .Where(n => !n.StartsWith("Logging:LogLevel:", StringComparison.Ordinal));
        Assert.Equal("", string.Join(", ", set.Where(n => !Documented.Contains(n))));
    }

    [Fact]
    public void No_document_script_or_message_names_a_setting_that_is_not_documented()
    {
        var files = Files().ToList();
        Assert.Contains(files, f => f.EndsWith("compose.yaml", StringComparison.Ordinal));
        Assert.Contains(files, f => f.EndsWith("importing-products.md", StringComparison.Ordinal));
        var variables = files.SelectMany(f => ScriptVariable().Matches(File.ReadAllText(f))).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        var wrong =
            from file in files
            from named in SettingName().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Success ? m.Groups[1].Value : m.Value)
            where !variables.Contains(named) && !Documented.Contains(Plain(named))
            where !Documented.Any(d => d.StartsWith(Plain(named) + ":", StringComparison.Ordinal))
            select $"{Path.GetRelativePath(Root, file)}: {named}";
        Assert.Equal("", string.Join('\n', wrong.Distinct()));
    }

    [Theory]
    [InlineData("Metrics:Token")]
    [InlineData("Database:PoolSize")]
    [InlineData("Shutdown:Delay")]
    [InlineData("ConnectionStrings:OrionMigrator")]
    [InlineData("Mail:Security")]
    [InlineData("Forwarded:KnownProxies")]
    [InlineData("Auth:KeySecret")]
    [InlineData("ORION_DATA")]
    [InlineData("DOTNET_ENVIRONMENT")]
    public void Each_way_of_reading_is_seen(string name) => Assert.Contains(name, Read);

    private static IEnumerable<string> Files()
    {
        string[] roots = ["docs", "tools", "bench", ".ci", "src"];
        string[] kinds = ["", ".md", ".yaml", ".yml", ".cs", ".cshtml", ".mjs", ".env"];
        return Directory.EnumerateFiles(Root).Append(Path.Combine(Root, "tests", "Orion.Tests", "README.md")).Concat(roots.SelectMany(r => Directory.EnumerateFiles(Path.Combine(Root, r), "*", SearchOption.AllDirectories)))
            .Where(f => kinds.Contains(Path.GetExtension(f)) && !Path.GetRelativePath(Root, f).Split(Path.DirectorySeparatorChar).Any(p => p is "bin" or "obj" or "node_modules"));
    }

    private static IEnumerable<string> Leaves(JsonElement element, string path) => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject().SelectMany(p => Leaves(p.Value, path.Length == 0 ? p.Name : $"{path}:{p.Name}"))
        : [path];

    /// <summary>As the code names it: colons, and no place in a list.</summary>
    private static string Plain(string name) => ListPlace().Replace(name.Replace("__", ":", StringComparison.Ordinal), "");

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    /// <summary>As an environment variable anywhere, or in code's form between the marks of code.</summary>
    [GeneratedRegex(@"\b[A-Z][A-Za-z0-9]*(?:__[A-Z0-9][A-Za-z0-9]*)+\b|\bORION_[A-Z][A-Z_]*\b|(?<=`|<c>)([A-Z][A-Za-z]+(?::[A-Z][A-Za-z]+)+)(?=`|</c>)")]
    private static partial Regex SettingName();

    /// <summary>What a script reads for itself, such as <c>$ORION_SHOPIFY_EXPORTS</c>, is none of Orion's settings.</summary>
    [GeneratedRegex(@"\$\{?(ORION_[A-Z_]+)")]
    private static partial Regex ScriptVariable();

    [GeneratedRegex(@":[0-9]+\z")]
    private static partial Regex ListPlace();
}
