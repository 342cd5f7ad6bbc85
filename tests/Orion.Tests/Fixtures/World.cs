using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Orion.Features.Core;
using Orion.Features.Customers;
using Orion.Features.Tenancy;
using Orion.Framework.Database;
using Orion.Framework.Web;

namespace Orion.Tests.Fixtures;

/// <summary>
/// Who and what is there from the start: the platform Harbour with the shops Acme (dollars) and Birch (euros), and the platform
/// Lagoon with the shop Cedar (yen). The two Carols have the same e-mail address and are strangers to each other.
/// </summary>
public sealed class World
{
    /// <summary>Everybody's password.</summary>
    public const string Password = "a-password-for-tests";

    /// <summary>The host of the platform Harbour.</summary>
    public const string Harbour = "harbour.test";

    /// <summary>The host of the platform Lagoon.</summary>
    public const string Lagoon = "lagoon.test";

    /// <summary>Acme's own, verified domain.</summary>
    public const string AcmeDomain = "www.acme-mugs.test";

    /// <summary>A domain that Acme claims but has not proved to be its own.</summary>
    public const string UnverifiedDomain = "claimed.acme-mugs.test";

    private readonly Dictionary<string, StoreWorld> stores = [];

    private World()
    {
    }

    /// <summary>Of the console's support.</summary>
    public User Sol { get; } = User.Register("sol@harbour.test", "Sol Support", PasswordHash, AdminRole.Support);

    /// <summary>The console's auditor.</summary>
    public User Aude { get; } = User.Register("aude@harbour.test", "Aude Auditor", PasswordHash, AdminRole.Auditor);

    /// <summary>The operator, Ada.</summary>
    public User Ada { get; } = User.Register("ada@harbour.test", "Ada Admin", PasswordHash, AdminRole.Operator);

    public Guid HarbourId { get; private set; }

    public Guid LagoonId { get; private set; }

    /// <summary>A shop by its code.</summary>
    public StoreWorld this[string code] => stores[code];

    /// <summary>Every shop.</summary>
    public IReadOnlyCollection<StoreWorld> Stores => stores.Values;

    /// <summary>Made once, at the lowest cost that bcrypt takes: checking a password in a test takes no time.</summary>
    internal static string PasswordHash { get; } = BCrypt.Net.BCrypt.EnhancedHashPassword(Password, 4);

    internal static async Task<World> MakeAsync(DatabaseAccess access)
    {
        var world = new World();
        await using var services = Makers.Services(access);
        var harbour = Orion.Features.Tenancy.Platform.Found("harbour", "Harbour", Harbour);
        var lagoon = Orion.Features.Tenancy.Platform.Found("lagoon", "Lagoon", Lagoon);
        (world.HarbourId, world.LagoonId) = (harbour.Id, lagoon.Id);
        await using (var scope = services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
            db.AddRange(harbour, lagoon, world.Ada, world.Sol, world.Aude);
            await db.SaveChangesAsync();
        }

        var makers = new Makers(services);
        foreach (var store in new[]
        {
            Store.Open(harbour.Id, "acme", "Acme Mugs", "USD", "en-US", "America/New_York", "US", "hello@acme.test"),
            Store.Open(harbour.Id, "birch", "Birch & Sohn", "EUR", "de-DE", "Europe/Berlin", "DE", "hallo@birch.test"),
            Store.Open(lagoon.Id, "cedar", "Cedar", "JPY", "ja-JP", "Asia/Tokyo", "JP", "hello@cedar.test")
        })
            world.stores[store.Code] = await makers.StoreAsync(store);
        await makers.DomainAsync(world["acme"].Id, AcmeDomain, verified: true);
        await makers.DomainAsync(world["acme"].Id, UnverifiedDomain, verified: false);
        return world;
    }
}

/// <summary>A shop of the <see cref="World"/> and its people.</summary>
public sealed record StoreWorld(
    Guid Id, string Code, string Currency, string PlatformHost, User Owner, User Staff, Customer Carol, ProductWorld Mug, ProductWorld Shirt,
    ProductWorld Draft, Guid StandardShipping)
{
    /// <summary>The shop's host: a subdomain of its platform's.</summary>
    public string Host => $"{Code}.{PlatformHost}";
}

/// <summary>A product and its variants, in order.</summary>
public sealed record ProductWorld(Guid Id, string Slug, IReadOnlyList<Guid> Variants)
{
    /// <summary>The only variant, or the first.</summary>
    public Guid Variant => Variants[0];
}
