using System.Reflection;
using System.Text.RegularExpressions;
using ArchUnitNET.Domain.Dependencies;
using Orion.Framework.Configuration;

namespace Orion.Tests;

/// <summary>How the code may treat text, where the wrong way works with every text but one.</summary>
public sealed partial class TextRulesTests
{
    /// <summary>Where a text is cut at a separator that was found in it, or holds ASCII by its form; never to a length.</summary>
    private static readonly string[] CutAtASeparator =
    [
        "Orion.Features.Catalog.Import.Reading.ProductReader",
        "Orion.Features.Core.Roles.PermissionTree",
        "Orion.Framework.Auth.Accounts.SendAccountMail",
        "Orion.Framework.Auth.ApiKeyText",
        "Orion.Framework.Auth.PermissionSet",
        "Orion.Framework.Configuration.Settings",
        "Orion.Framework.Database.Embedded.DataFolder",
        "Orion.Framework.Regions.PostalCodePattern",
        "Orion.Framework.Tenancy.HostName",
        "Orion.Framework.Tenancy.Strategies.SubdomainStrategy",
        "Orion.Framework.Text.TextLimit",
        "Orion.Framework.Web.Caching.StoreMemory",
        "Orion.Framework.Web.EmailAddress",
        "Orion.Framework.Web.FormState",
        "Orion.Framework.Web.TagSoup",
        "Orion.Framework.Web.FormToJson",
        "Orion.Framework.Web.Icons",
        "Orion.Framework.Web.InputBinder",
        "Orion.Framework.Web.PageCache"
    ];

    [Fact]
    public void Only_one_place_cuts_text_to_a_length()
    {
        var cuts = ArchitectureTests.Code.Types.SelectMany(t => t.Dependencies).OfType<MethodCallDependency>()
            .Where(call => call.Origin.FullName.StartsWith("Orion.", StringComparison.Ordinal) && Cuts(call.TargetMember.FullName)).Select(call => call.Origin.FullName.Split('+', '/')[0]).Distinct()
            .Except(CutAtASeparator).Order(StringComparer.Ordinal).ToList();
        Assert.True(cuts.Count == 0, $"Use TextLimit, or say that it cuts at a separator: {string.Join(", ", cuts)}");
    }

    [Fact]
    public void Patterns_end_at_the_end_of_the_text_and_not_before_a_line_feed()
    {
        var patterns = typeof(OrionHost).Assembly.GetTypes()
            .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(m => m.GetCustomAttribute<GeneratedRegexAttribute>()?.Pattern).OfType<string>().ToList();
        Assert.NotEmpty(patterns);
        Assert.DoesNotContain(patterns, p => Literals().Replace(p, "").Contains('$', StringComparison.Ordinal));
    }

    /// <summary>The range operator on a string is <c>Substring</c>; on its span, <c>AsSpan</c> with a length.</summary>
    private static bool Cuts(string method) =>
        method.Contains("System.String::Substring(System.Int32,System.Int32)", StringComparison.Ordinal)
        || method.Contains("AsSpan(System.String,System.Int32,System.Int32)", StringComparison.Ordinal)
        || method.Contains("System.String::Remove(", StringComparison.Ordinal)
        || method.Contains("System.String::ToCharArray(System.Int32,System.Int32)", StringComparison.Ordinal);

    /// <summary>Escaped characters, and sets of characters: a dollar sign is one like others there.</summary>
    [GeneratedRegex(@"\\.|\[(\\.|[^\]])*\]")]
    private static partial Regex Literals();
}
