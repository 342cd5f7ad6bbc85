using System.Globalization;
using System.Text;
using Orion.Features.Core;
using Orion.Features.Customers;
using Orion.Features.Tenancy;
using Orion.Framework.Auth;
using Orion.Framework.Configuration;

namespace Orion.Features.DevTools;

/// <summary>
/// Fills an empty installation with one platform and three stores that look like real brands, with logins for every face. Does
/// nothing where there is a platform already. The logins' password is public, so this is for Development alone.
/// </summary>
public sealed class DemoSeed(Passwords passwords, TimeProvider clock, DemoStoreWriter stores) : IDevelopmentSeed
{
    /// <summary>The password of every demo login.</summary>
    public const string Password = "orion-demo-2026";

    /// <summary>The e-mail address of the demo's operator.</summary>
    public const string AdminEmail = "admin@orion.test";

    private static readonly (string Email, string Name, AdminRole Role)[] Workers =
    [
        (AdminEmail, "Ada Operator", AdminRole.Operator), ("support@orion.test", "Sol Support", AdminRole.Support),
        ("auditor@orion.test", "Aude Auditor", AdminRole.Auditor)
    ];

    /// <summary>The host of the demo's platform.</summary>
    public const string PlatformHost = "localhost";

    public async Task EnsureAsync(IServiceProvider services, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        if (await db.Set<Platform>().AnyAsync(stop)) return;

        db.IsAudited = false;
        var contents = await DemoContent.ReadAllAsync(stop);
        var hash = await passwords.HashAsync(Password, stop);
        await db.InTransactionAsync(async () =>
        {
            // Two processes that start on one empty database: the second waits, and finds it filled.
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('orion.seed'))", stop);
            if (await db.Set<Platform>().AnyAsync(stop)) return false;
            var platform = Platform.Found("orion", "Orion Demo", PlatformHost);
            db.Add(platform);
            foreach (var (email, name, role) in Workers)
                if (!await db.Set<User>().AnyAsync(u => u.Email == email, stop)) db.Add(User.Register(email, name, hash, role));
            foreach (var content in contents) await AddStoreAsync(db, platform, content, hash, stop);
            await db.NotifyAsync(CachedTenantStore.Channel, $"platform:{platform.Id}", stop);
            return true;
        }, stop);
    }

    public async Task<string> DescribeAsync(IServiceProvider services, Uri address, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var listing = await DemoListing.ReadAsync(scope.ServiceProvider.GetRequiredService<PlatformDb>(), stop);
        var port = address.IsDefaultPort ? "" : $":{address.Port}";
        string At(string host, string path = "/") => $"{address.Scheme}://{host}{port}{path}";
        var text = new StringBuilder().AppendLine().AppendLine("Orion is running.").AppendLine();
        foreach (var store in listing.Stores)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {store.Name}");
            foreach (var host in store.Hosts) text.AppendLine(CultureInfo.InvariantCulture, $"    shop       {At(host)}");
            text.AppendLine(CultureInfo.InvariantCulture, $"    shop       {At(listing.PlatformHost, store.Path + "/shop")}");
            text.AppendLine(CultureInfo.InvariantCulture, $"    dashboard  {At(store.Hosts[0], "/store")}");
            text.AppendLine(CultureInfo.InvariantCulture, $"    logins     {string.Join("  ", store.Logins.Select(l => l.Email))}");
        }

        text.AppendLine("  Console").AppendLine(CultureInfo.InvariantCulture, $"    console    {At(listing.AdminHost)}  or  {At(listing.PlatformHost, "/admin")}");
        text.AppendLine(CultureInfo.InvariantCulture, $"    login      {AdminEmail}");
        text.AppendLine(CultureInfo.InvariantCulture, $"  API").AppendLine(CultureInfo.InvariantCulture, $"    described  {At(listing.PlatformHost, "/api/docs")}").AppendLine();
        return text.Append(CultureInfo.InvariantCulture, $"  Every demo login has the password {Password}").AppendLine().ToString();
    }

    private async Task AddStoreAsync(PlatformDb db, Platform platform, DemoContent content, string hash, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var store = Store.Open(
            platform.Id, content.Code, content.Name, content.Currency, content.Culture, content.TimeZone, content.Country,
            $"hello@{content.Code}.test");
        foreach (var host in content.Domains)
        {
            var domain = StoreDomain.Claim(store.Id, host, "demo");
            domain.Verify(now);
            store.Domains.Add(domain);
        }

        db.Add(store);
        var owner = User.Register($"owner@{content.Code}.test", $"Olive of {content.Name}", hash);
        var staff = User.Register($"staff@{content.Code}.test", $"Sam of {content.Name}", hash);
        db.AddRange(owner, staff);
        var customer = Customer.Register(store.Id, $"customer@{content.Code}.test", "Carla Customer", hash);
        db.AddRange(
            StoreMember.Join(store.Id, owner.Id, StoreRole.Owner, now), StoreMember.Join(store.Id, staff.Id, StoreRole.Staff, now),
            customer);
        await stores.FillAsync(db, store, content, customer, now, stop);
    }
}
