using System.Text.Json.Serialization;
using Orion.Features.Core.Roles;
using Orion.Features.Core.Teams;
using Orion.Framework.Modules;

namespace Orion.Features.Core.ApiKeys;

/// <summary>The keys by which programs use a store's API.</summary>
public sealed record ListApiKeys
{
    /// <summary>The keys that work or did, the newest first.</summary>
    public sealed record Result(IReadOnlyList<Row> Items)
    {
        /// <summary>The boxes for a new key.</summary>
        [JsonIgnore]
        public required PermissionTree Tree { get; init; }
    }

    /// <summary>A key, without its secret.</summary>
    /// <param name="Prefix">Its beginning, such as <c>ork_h7k2mq9x</c>.</param>
    /// <param name="MadeBy">The name of its maker; null once they have left.</param>
    /// <param name="Status">active, expired or revoked.</param>
    public sealed record Row(
        Guid Id, string Name, string Prefix, IReadOnlyList<string> Permissions, string? MadeBy, DateTimeOffset CreatedAt,
        DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt, string Status, Guid? ReplacedBy)
    {
        internal static Row Of(ApiKey key, Dictionary<Guid, string> names, DateTimeOffset now) => new(
            key.Id, key.Name, key.Prefix, key.Permissions, key.MadeBy is { } by ? names.GetValueOrDefault(by) : null, key.CreatedAt, key.ExpiresAt, key.LastUsedAt,
            key.RevokedAt is not null ? "revoked" : key.IsLive(now) ? "active" : "expired", key.ReplacedBy);
    }

    public async Task<Result> RunAsync(
        OrionDb db, PlatformDb platform, RequestContext request, ModuleRegistry modules, CancellationToken stop)
    {
        var keys = await db.Set<ApiKey>().AsNoTracking().OrderByDescending(k => k.CreatedAt).ThenByDescending(k => k.Id).Take(200).ToListAsync(stop);
        var names = await NamesAsync(platform, keys, stop);
        var team = await Team.ReadAsync(db, request, modules, stop);
        return new([.. keys.Select(k => Row.Of(k, names, request.Now))])
        {
            Tree = PermissionTree.Of(
                Framework.Auth.PermissionSet.None, team.Rights, modules, request, isReadOnly: !request.Allows("api-keys.edit"))
        };
    }

    internal static async Task<Dictionary<Guid, string>> NamesAsync(PlatformDb platform, IReadOnlyList<ApiKey> keys, CancellationToken stop)
    {
        var ids = keys.Where(k => k.MadeBy is not null).Select(k => k.MadeBy!.Value).Distinct().ToList();
        return await platform.Set<User>().AsNoTracking().Where(u => ids.Contains(u.Id))
            .Select(u => new { u.Id, u.Name }).ToDictionaryAsync(u => u.Id, u => u.Name, stop);
    }
}
