using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Orion.Features.Audit;
using Orion.Features.Catalog;
using Orion.Features.Catalog.Import.Merging;
using Orion.Features.Catalog.Shop;
using Orion.Features.Catalog.Store;
using Orion.Features.Core;
using Orion.Features.Core.SecondFactors;
using Orion.Features.Customers.SignInCodes;
using Orion.Features.Orders;
using Orion.Features.Support;
using Orion.Framework.Auth;
using Orion.Framework.Auth.Sessions;
using Orion.Framework.Configuration;
using Orion.Framework.Database;
using Orion.Framework.Modules;
using Orion.Framework.Storage;
using Orion.Framework.Web;
using Orion.Tests.Fixtures;

namespace Orion.Tests;

/// <summary>What docs/security-design.md says is so.</summary>
public sealed partial class SecurityDesignTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(DataFolder.RepositoryFolder!, "docs", "security-design.md"));

    [Fact]
    public void The_document_gives_the_numbers_of_the_code()
    {
        var text = string.Join(' ', Lines);
        List<string> missing = [];
        foreach (var said in (FormattableString[])
        [
            $"{PasswordRules.Shortest} to {PasswordRules.Longest} characters", $"| {AccessTokens.ApiLife.TotalMinutes} minutes |",
            $"| {RefreshToken.Life.TotalDays} days, good once; a second use after {SessionStore<Session>.Grace.TotalSeconds} seconds",
            $"| {AccessTokens.PageLife.TotalHours} hours, or {Session.IdleLife.TotalHours} hours of rest |", $"| {PrincipalCache.Life.TotalSeconds} seconds, so",
            $"| {TeamInvitation.Life.TotalDays} days, once |", $"| {OwnershipOffer.Life.TotalDays} days |",
            $"| {SupportGrant.Hours[0]}, {SupportGrant.Hours[1]} or {SupportGrant.Hours[2]} hours as the owner says; {SupportGrant.BreakGlassLife.TotalMinutes} minutes when",
            $"its ticket {SupportGrant.TicketLife.TotalMinutes} minutes", $"| {KeyRotation.Every.TotalDays} days, then it only verifies for {KeyRotation.VerifiesFor.Hours} hours and {KeyRotation.VerifiesFor.Minutes} minutes |",
            $"| cart | {Cart.Life.TotalDays} days |", $"{Cart.MostLines} lines, {Cart.MostOfOne} of one thing", $"{SignInChallenge.Life.TotalMinutes} minutes and {SignInChallenge.Tries} tries",
            $"There are {RecoveryCode.SetSize} recovery codes", $"{SecondFactorCheck.Free} wrong ones are free",
            $"has {CustomerCode.Digits} digits, holds {CustomerCode.Life.TotalMinutes} minutes, for {CustomerCode.MostTries} tries", $"gets {CustomerCode.MostInAnHour} an hour",
            $"{OrionPipeline.LargestBody / 1_000_000} MB; JSON", $"{RichText.Longest:N0} characters; HTML", $"{Product.MostVariants} of a product, along {Product.MostOptions} options",
            $"0 to {VariantRules.MostStock:N0}", $"at most {Orion.Framework.Currencies.Money.Most:N0} minor units", $"{EmailAddress.Longest} characters, one",
            $"{BrowseProducts.Most} products or orders at most", $"{ProductSearch.Longest} characters", $"{Pictures.MostBytes / 1_000_000} MB, {Pictures.MostPixels / 1_000_000} million pixels, {Product.MostPictures} of a product",
            $"{Staging.MostRowsOfProduct:N0} rows of one product", $"({AuditCsv.Most:N0} rows)"
        ])
            if (FormattableString.Invariant(said) is var words && !text.Contains(words, StringComparison.Ordinal)) missing.Add(words);
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_permission_is_there_with_the_roles_that_hold_it()
    {
        var written = Lines.Select(l => Held().Match(l)).Where(m => m.Success)
            .Select(m => $"{m.Groups[1].Value} {m.Groups[2].Value} {m.Groups[3].Value.Trim()}".Trim()).Order(StringComparer.Ordinal);
        var modules = app.Services.GetRequiredService<ModuleRegistry>();
        var declared = modules.PermissionsOf(Face.Store)
            .Select(p => (p, Enum.GetValues<StoreRole>().Where(r => r is not (StoreRole.Owner or StoreRole.Own) && Orion.Features.Core.Teams.BuiltIn.Of(r, modules).Holds(p.Code)).Order().Select(r => r.ToString())))
            .Concat(modules.PermissionsOf(Face.Admin).Select(p => (p, Enum.GetValues<AdminRole>()
                .Where(r => r != AdminRole.Operator && Orion.Features.Core.Admins.AdminRights.Of(r, modules).Holds(p.Code)).Order().Select(r => r.ToString()))))
            .Select(x => $"{x.p.Code} {x.p.Face} {string.Join(", ", x.Item2)}".TrimEnd().ToLowerInvariant()).Order(StringComparer.Ordinal);
        Assert.Equal(declared, written);
    }

    [Fact]
    public async Task Every_table_has_its_class()
    {
        await using var scope = app.Services.CreateAsyncScope();
        var kept = scope.ServiceProvider.GetRequiredService<PlatformDb>().Model.GetEntityTypes().Select(e => e.GetTableName()).OfType<string>()
            .Distinct().Order(StringComparer.Ordinal);
        var written = Lines.Where(l => Class().IsMatch(l)).SelectMany(l => Name().Matches(l.Split('|')[2]).Select(m => m.Groups[1].Value)).Order(StringComparer.Ordinal);
        Assert.Equal(kept, written);
    }

    [GeneratedRegex(@"^\| `([a-z-]+\.[a-z-]+)` \| (store|admin) \|(.*)\|$")]
    private static partial Regex Held();

    [GeneratedRegex(@"^\| (secret|personal|business|public) \|")]
    private static partial Regex Class();

    [GeneratedRegex("`([a-z_]+)`")]
    private static partial Regex Name();
}
