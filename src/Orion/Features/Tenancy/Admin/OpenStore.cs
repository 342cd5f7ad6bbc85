using Orion.Framework.Auth;
using Orion.Framework.Regions;

namespace Orion.Features.Tenancy.Admin;

/// <summary>Opens a store with its owner. The store serves at once, at its subdomain.</summary>
/// <param name="Code">Its name in hosts and paths.</param>
/// <param name="Platform">A platform's code or id.</param>
/// <param name="OwnerPassword">For a person who isn't known yet; without one a password is made and shown once.</param>
public sealed record OpenStore(
    string? Code, string? Name, string? Platform, string? Currency, string? Culture, string? TimeZone, string? Country,
    string? OwnerEmail, string? OwnerName, string? OwnerPassword) : IInput<OpenStore>
{
    private const string DefaultTimeZone = "UTC";

    /// <param name="Owner">Who owns it.</param>
    public sealed record Result(
        Guid Id, string Code, string Name, string Platform, string Currency, StoreStatus Status, IReadOnlyList<string> Hosts, OwnerOf Owner);

    /// <param name="IsNew">Whether the person was not known before.</param>
    /// <param name="Password">The password that was made for them; shown here and nowhere again.</param>
    public sealed record OwnerOf(string Email, string Name, bool IsNew, string? Password);

    public void Validate(Errors errors)
    {
        errors.Text("name", Name, 120, "the store's name");
        errors.If(!Store.IsCode(Code), "code", "Use 1 to 40 lower-case letters, digits and hyphens, such as blue-mugs; not admin, api, assets, mail or www.");
        errors.Text("platform", Platform, 63, "a platform");
        errors.If(!Store.IsCurrency(Currency), "currency", "Enter a currency by its three letters, such as EUR.");
        errors.If(Culture is { Length: > 0 } && Cultures.Find(Culture) is null, "culture", "Enter a language and country, such as en-GB.");
        errors.If(TimeZone is { Length: > 0 } && TimeZones.Find(TimeZone) is null, "timeZone", "Enter a time zone by its IANA name, such as Europe/Berlin.");
        errors.If(Country is { Length: > 0 } && !Countries.IsKnown(Country), "country", "Enter a country by its two letters, such as DE.");
        errors.If(!EmailAddress.IsValid(OwnerEmail), "ownerEmail", "Enter the owner's e-mail address, such as name@example.com.");
        errors.Text("ownerName", OwnerName, 120, "the owner's name", required: false);
        if (OwnerPassword is { Length: > 0 }) PasswordRules.Check(errors, "ownerPassword", OwnerPassword, OwnerEmail, OwnerName, Name);
    }

    public async Task<Outcome<Result>> RunAsync(
        PlatformDb db, RequestContext request, IStoreTeams teams, IEnumerable<IStoreSetup> setups, CancellationToken stop)
    {
        var id = Guid.TryParse(Platform, out var given) ? given : Guid.Empty;
        var platform = await db.Set<Platform>().AsNoTracking().Where(p => p.Id == id || p.Code == Platform)
            .Select(p => new { p.Id, p.Code, Host = p.Hosts.Where(h => h.IsPrimary).Select(h => h.Host).First() }).FirstOrDefaultAsync(stop);
        if (platform is null) return Refusal.Invalid("platform", "There is no such platform.");
        var owner = await teams.PrepareOwnerAsync(OwnerEmail!, OwnerName, OwnerPassword, stop);
        var culture = Cultures.Find(Culture) ?? Cultures.Default;
        var country = Country is { Length: > 0 } ? Country : Cultures.CountryOf(culture)!;
        return await db.InTransactionAsync<Outcome<Result>>(
            async () =>
            {
                if (await db.Set<Store>().AnyAsync(s => s.Code == Code, stop)) return UniqueIndexes.Refuse("ix_stores_code");
                var store = Store.Open(
                    platform.Id, Code!, Name!.Trim(), Currency!, culture.Name, TimeZone is { Length: > 0 } ? TimeZone : DefaultTimeZone,
                    country, owner.Email, StoreRows.OperatorOf(request));
                db.Add(store);
                var fresh = new NewStore(db, store.Id, store.Currency, store.Country);
                fresh.Add(StoreTheme.For(store.Id, new ThemeTokens(), new HomeContent(), null, null));
                foreach (var setup in setups) setup.SetUp(fresh);
                var appointed = await teams.AppointAsync(store.Id, owner, request.Now, stop);
                await db.SaveChangesAsync(stop);
                await db.NotifyAsync(CachedTenantStore.Channel, $"store:{store.Id}", stop);
                return new Result(
                    store.Id, store.Code, store.Name, platform.Code, store.Currency, store.Status, [$"{store.Code}.{platform.Host}"],
                    new OwnerOf(appointed.Email, appointed.Name, appointed.PasswordHash is not null, appointed.NewPassword));
            }, outcome => outcome.Refusal is null, stop);
    }
}
