using System.Text.RegularExpressions;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Orion.Framework.Configuration;
using Orion.Framework.Modules;

namespace Orion.Tests;

/// <summary>The code keeps to the graph that the modules declare.</summary>
public sealed partial class ArchitectureTests
{
    internal static readonly Architecture Code = new ArchLoader().LoadAssemblies(typeof(OrionHost).Assembly).Build();

    private static readonly Dictionary<string, ModuleDefinition> ByFolder =
        OrionHost.Modules().ToDictionary(m => FeatureOf(m.GetType().FullName!)!);

    [Fact]
    public void The_framework_knows_no_feature() => Assert.Empty(
        Uses().Where(u => u.From.StartsWith("Orion.Framework.", StringComparison.Ordinal) && FeatureOf(u.To) is not null
            // Migrations hold the schema of all features, and the entry point of the model is theirs too.
            && !u.From.Contains(".Migrations.", StringComparison.Ordinal)).Select(u => $"{u.From} uses {u.To}").Distinct());

    [Fact]
    public void A_feature_uses_only_what_its_module_requires()
    {
        var undeclared =
            from use in Uses()
            let user = FeatureOf(use.From)
            let used = FeatureOf(use.To)
            where user is not null && used is not null && user != used
            where !ByFolder[user].Requires.Contains(ByFolder[used].Code)
            select $"{use.From} uses {use.To}, but '{ByFolder[user].Code}' doesn't require '{ByFolder[used].Code}'";
        Assert.Empty(undeclared.Distinct());
    }

    [Fact]
    public void Every_feature_is_a_module_with_a_code_of_its_own()
    {
        var folders = Code.Types.Select(t => FeatureOf(t.FullName)).OfType<string>().Distinct();
        Assert.Empty(folders.Except(ByFolder.Keys));
        Assert.Equal(ByFolder.Count, ByFolder.Values.Select(m => m.Code).Distinct().Count());
    }

    [Fact]
    public void The_declared_graph_has_no_circles() => _ = new ModuleRegistry(OrionHost.Modules());

    [Fact]
    public void Permissions_are_declared_once_and_menus_ask_for_ones_that_exist()
    {
        var permissions = OrionHost.Modules().SelectMany(m => m.Permissions).ToList();
        Assert.Equal(permissions.Count, permissions.Select(p => p.Code).Distinct().Count());
        foreach (var entry in OrionHost.Modules().SelectMany(m => m.Menu))
            Assert.Contains(permissions, p => p.Code == entry.Permission && p.Face == entry.Face);
    }

    [Fact]
    public void No_folder_is_a_drawer_for_everything() => Assert.Empty(
        typeof(OrionHost).Assembly.GetTypes().Select(t => t.Namespace ?? "")
            .Where(n => Drawer().IsMatch(n) && n.StartsWith("Orion", StringComparison.Ordinal)).Distinct());

    private static IEnumerable<(string From, string To)> Uses() =>
        from type in Code.Types
        from dependency in type.Dependencies
        select (type.FullName, dependency.Target.FullName);

    private static string? FeatureOf(string fullName) =>
        Feature().Match(fullName) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"^Orion\.Features\.([A-Za-z]+)")]
    private static partial Regex Feature();

    [GeneratedRegex(@"\.(Common|Helpers|Utils|Utilities|Managers|Services|Shared)(\.|$)")]
    private static partial Regex Drawer();
}
