using Orion.Features.Core.Roles;
using Orion.Features.Core.Teams;
using Orion.Framework.Auth;
using Orion.Framework.Modules;

namespace Orion.Features.Core.ApiKeys;

/// <summary>A key that was just made, with the one look at what opens.</summary>
/// <param name="Key">The key without its secret.</param>
/// <param name="Secret">The whole text, shown this once and kept nowhere.</param>
public sealed record MadeApiKey(ListApiKeys.Row Key, string Secret);

/// <summary>Makes a key for a program. It holds what it is given, and at each use no more than its maker holds by then.</summary>
public sealed record MakeApiKey(string? Name, IReadOnlyList<string>? Permissions, int? ExpiresInDays) : IInput<MakeApiKey>
{
    /// <summary>The most keys of a store that work at once.</summary>
    public const int Most = 100;

    private const int LongestLife = 3650;

    public void Validate(Errors errors)
    {
        errors.Text("name", Name, ApiKey.LongestName, "a name");
        errors.If(Permissions is not { Count: > 0 }, "permissions", "Choose what the key may do.");
        errors.If(ExpiresInDays is < 1 or > LongestLife, "expiresInDays", $"Use 1 to {LongestLife} days, or leave it empty for a key without an end.");
    }

    public async Task<Outcome<MadeApiKey>> RunAsync(
        OrionDb db, PlatformDb platform, RequestContext request, ModuleRegistry modules, CancellationToken stop)
    {
        var team = await Team.LockAsync(db, request, modules, stop);
        if (GrantedPermissions.WhyNot(Permissions!, [], modules) is { } refusal) return refusal;
        if (!team.Rights.Covers(PermissionSet.Of(Permissions!))) return TeamRefusal.AboveYourself;
        var now = request.Now;
        var expires = ExpiresInDays is { } days ? now.AddDays(days) : (DateTimeOffset?)null;
        // A key that ends doesn't live on in keys that it made.
        if (request.Principal is ApiKeyPrincipal { ExpiresAt: { } end } && (expires is null || expires > end))
            return Refusal.Invalid("expiresInDays", "A key can't make one that outlives it.", "outlives_maker");
        if (await db.Set<ApiKey>().CountAsync(k => k.RevokedAt == null && (k.ExpiresAt == null || k.ExpiresAt > now), stop) >= Most)
            return Refusal.Conflict("too_many_keys", $"A store has at most {Most} keys. Revoke those that nothing uses.");
        var key = ApiKey.Make(Name!, Permissions!, team.ActorId, now, expires, out var text);
        db.Add(key);
        await db.SaveChangesAsync(stop);
        var names = await ListApiKeys.NamesAsync(platform, [key], stop);
        return new MadeApiKey(ListApiKeys.Row.Of(key, names, now), text);
    }
}
