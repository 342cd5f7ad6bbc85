using System.Reflection;
using System.Text.RegularExpressions;
using Orion.Framework.Configuration;

namespace Orion.Tests;

/// <summary>What docs/security.md claims is there: each requirement once, and each test that it names.</summary>
public sealed partial class SecurityDocumentTests
{
    /// <summary>How many requirements of levels 1 and 2 each section of ASVS 5.0 begins with; higher numbers there are level 3.</summary>
    private const string Sections =
        """
        V1.1 2, V1.2 9, V1.3 11, V1.4 3, V1.5 2, V2.1 3, V2.2 3, V2.3 4, V2.4 1, V3.2 2, V3.3 4, V3.4 6, V3.5 5, V3.7 2, V4.1 3, V4.2 1, V4.3 2, V4.4 4,
        V5.1 1, V5.2 3, V5.3 2, V5.4 3, V6.1 3, V6.2 12, V6.3 4, V6.4 4, V6.5 5, V6.6 3, V6.8 4, V7.1 3, V7.2 4, V7.3 2, V7.4 5, V7.5 2, V7.6 2,
        V8.1 2, V8.2 3, V8.3 1, V8.4 1, V9.1 3, V9.2 4, V11.1 2, V11.2 3, V11.3 3, V11.4 4, V11.5 1, V11.6 1, V12.1 3, V12.2 2, V12.3 4, V13.1 1, V13.2 5,
        V13.3 2, V13.4 5, V14.1 2, V14.2 4, V14.3 3, V15.1 3, V15.2 3, V15.3 7, V16.1 1, V16.2 5, V16.3 4, V16.4 3, V16.5 3
        """;

    private static readonly List<string[]> Rows =
    [
        .. File.ReadLines(Path.Combine(DataFolder.RepositoryFolder!, "docs", "security.md"))
            .Where(l => l.StartsWith("| V", StringComparison.Ordinal)).Select(l => l.Trim('|', ' ').Split(" | "))
    ];

    [Fact]
    public void Every_requirement_of_the_two_levels_is_there_once() => Assert.Equal(
        Section().Matches(Sections).SelectMany(m => Enumerable.Range(1, int.Parse(m.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture)).Select(n => $"{m.Groups[1].Value}.{n}")),
        Rows.Select(r => r[0]));

    [Fact]
    public void What_is_met_names_tests_that_exist_and_the_rest_says_why()
    {
        var tests = typeof(SecurityDocumentTests).Assembly.GetTypes()
            .SelectMany(t => t.GetMethods().Where(m => m.GetCustomAttributes<FactAttribute>().Any()).Select(m => $"{t.Name}.{m.Name}"))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var row in Rows)
        {
            Assert.Equal(4, row.Length);
            Assert.Contains(row[2], (string[])["met", "n/a", "not met"]);
            Assert.True(row[3].Length > 3, row[0]);
            var named = Named().Matches(row[3]).Select(m => m.Groups[1].Value).ToList();
            if (row[2] == "met") Assert.NotEmpty(named);
            Assert.All(named, name => Assert.Contains(name, tests));
        }
    }

    [GeneratedRegex(@"(V\d+\.\d+) (\d+)")]
    private static partial Regex Section();

    [GeneratedRegex("`([A-Za-z]+Tests\\.[A-Za-z0-9_]+)`")]
    private static partial Regex Named();
}
