using Orion.Features.Core.Teams;
using Orion.Framework.Auth;
using Orion.Framework.Modules;

namespace Orion.Features.Core.ApiKeys;

/// <summary>Makes a key in another's place; the old one works for some hours yet, so that programs can be changed in peace.</summary>
public sealed record RotateApiKey(int? OverlapHours) : IInput<RotateApiKey>
{
    private const int LongestOverlap = 168;
    private const int UsualOverlap = 24;

    public void Validate(Errors errors) =>
        errors.If(OverlapHours is < 0 or > LongestOverlap, "overlapHours", $"Use 0 to {LongestOverlap} hours.");

    public async Task<Outcome<MadeApiKey>> RunAsync(
        Guid id, OrionDb db, PlatformDb platform, RequestContext request, ModuleRegistry modules, CancellationToken stop)
    {
        var team = await Team.LockAsync(db, request, modules, stop);
        var now = request.Now;
        if (await db.Set<ApiKey>().SingleOrDefaultAsync(k => k.Id == id, stop) is not { } old) return Refusal.NotFound("key");
        if (!old.IsLive(now) || old.ReplacedBy is not null)
            return Refusal.Conflict("key_not_active", "This key has ended, or was replaced before. Make a new one.");
        if (!team.Rights.Covers(PermissionSet.Of(old.Permissions))) return TeamRefusal.AboveYourself;
        if (request.Principal is ApiKeyPrincipal { ExpiresAt: { } end } && (old.ExpiresAt is null || old.ExpiresAt > end))
            return TeamRefusal.AboveYourself;
        var next = old.Rotate(team.ActorId, TimeSpan.FromHours(OverlapHours ?? UsualOverlap), now, out var text);
        db.Add(next);
        await db.SaveChangesAsync(stop);
        var names = await ListApiKeys.NamesAsync(platform, [next], stop);
        return new MadeApiKey(ListApiKeys.Row.Of(next, names, now), text);
    }
}

/// <summary>Ends a key: within seconds it opens nothing on any node. Ending what has ended is no mistake.</summary>
public sealed record RevokeApiKey(Guid Id)
{
    /// <summary>What has ended.</summary>
    public sealed record Result(Guid Id, string Name);

    public async Task<Outcome<Result>> RunAsync(OrionDb db, RequestContext request, CancellationToken stop)
    {
        if (await db.Set<ApiKey>().SingleOrDefaultAsync(k => k.Id == Id, stop) is not { } key) return Refusal.NotFound("key");
        key.Revoke(request.Now);
        await db.SaveChangesAsync(stop);
        return new Result(key.Id, key.Name);
    }
}
