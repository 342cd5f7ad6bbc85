using Orion.Framework.Auth;
using Orion.Framework.Modules;
using Orion.Framework.Text;

namespace Orion.Features.Core.Teams;

/// <summary>
/// A store's team as it stands. Whoever changes it locks it first and reads it anew, so that two changes at once come one after
/// the other: of two owners who leave at the same moment, the second is the last one and stays.
/// </summary>
internal sealed class Team
{
    private readonly ModuleRegistry modules;

    private Team(ModuleRegistry modules, List<StoreMember> members, List<TeamRole> roles, PermissionSet rights, Guid actor)
    {
        this.modules = modules;
        Members = members;
        Roles = roles;
        Rights = rights;
        ActorId = actor;
    }

    /// <summary>Everybody who works here.</summary>
    public IReadOnlyList<StoreMember> Members { get; }

    /// <summary>The roles that the store made, by name.</summary>
    public IReadOnlyList<TeamRole> Roles { get; }

    /// <summary>The member who acts, or whose key does.</summary>
    public Guid ActorId { get; }

    /// <summary>What the one who acts holds at this moment. Nothing, when they have just been removed.</summary>
    public PermissionSet Rights { get; }

    /// <summary>The member who acts; null when they have just been removed.</summary>
    public StoreMember? Actor => Members.SingleOrDefault(m => m.UserId == ActorId);

    /// <summary>Reads it, to be shown or judged by.</summary>
    public static async Task<Team> ReadAsync(OrionDb db, RequestContext request, ModuleRegistry modules, CancellationToken stop)
    {
        var store = request.Store.Id;
        var members = await db.Set<StoreMember>().Where(m => m.StoreId == store).OrderBy(m => m.CreatedAt).ToListAsync(stop);
        var roles = await db.Set<TeamRole>().Where(r => r.StoreId == store).ToListAsync(stop);
        roles = [.. roles.OrderBy(r => r.Name, Collation.In(request.Culture)).ThenBy(r => r.Id)];
        var actor = request.Principal switch
        {
            StorePrincipal member => member.UserId,
            ApiKeyPrincipal key => key.MakerId,
            _ => Guid.Empty
        };
        var team = new Team(modules, members, roles, PermissionSet.None, actor);
        // A key is less than its maker; a member is what the table says by now, not what was known some seconds ago.
        return team.Actor is { } found
            ? new Team(modules, members, roles, team.Of(found).Both(request.Principal.Permissions), actor)
            : team;
    }

    /// <summary>Reads it, and lets nobody else change it until the transaction ends.</summary>
    public static async Task<Team> LockAsync(OrionDb db, RequestContext request, ModuleRegistry modules, CancellationToken stop)
    {
        var name = $"team:{request.Store.Id}";
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({name}, 0))", stop);
        return await ReadAsync(db, request, modules, stop);
    }

    /// <summary>What a member holds.</summary>
    public PermissionSet Of(StoreMember member) => Of(new RoleChoice(member.Role, member.RoleId));

    /// <summary>What a role holds.</summary>
    public PermissionSet Of(RoleChoice choice) =>
        choice.OwnId is { } id ? MemberRights.Of(Roles.Single(r => r.Id == id)) : BuiltIn.Of(choice.Role, modules);

    /// <summary>What a role is called.</summary>
    public string NameOf(RoleChoice choice) =>
        choice.OwnId is { } id ? Roles.SingleOrDefault(r => r.Id == id)?.Name ?? "" : choice.Role.ToString();

    /// <summary>Whether a role exists here.</summary>
    public bool Has(RoleChoice choice) => choice.OwnId is not { } id || Roles.Any(r => r.Id == id);

    /// <summary>Whether this is the only owner.</summary>
    public bool IsLastOwner(StoreMember member) => member.Role == StoreRole.Owner && Members.Count(m => m.Role == StoreRole.Owner) == 1;

    /// <summary>
    /// The role by this name, if whoever acts may give it away: nobody gives what they don't hold. Ownership is never given so;
    /// it is handed over, and the other confirms.
    /// </summary>
    public Outcome<RoleChoice> Grantable(string? role)
    {
        if (RoleChoice.Read(role) is not { } choice || !Has(choice)) return Refusal.Invalid("role", "Choose one of the roles.");
        if (choice.Role == StoreRole.Owner)
            return Refusal.Invalid("role", "Ownership is handed over: the other person has to confirm it.", "ownership_is_handed_over");
        return Rights.Covers(Of(choice)) ? choice : TeamRefusal.AboveYourself;
    }
}

/// <summary>The refusals of changing a team.</summary>
internal static class TeamRefusal
{
    public static readonly Refusal AboveYourself =
        new(403, "above_yourself", "This goes beyond what you may do yourself. Ask someone with more rights.");

    public static readonly Refusal LastOwner =
        Refusal.Conflict("last_owner", "A store needs an owner. Hand the ownership over to someone first.");

    public static readonly Refusal ByPeopleOnly = new(403, "people_only", "Only a person can do this, not a program with a key.");
}
