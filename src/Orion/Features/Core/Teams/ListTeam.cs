using System.Text.Json.Serialization;
using Orion.Framework.Auth;
using Orion.Framework.Modules;

namespace Orion.Features.Core.Teams;

/// <summary>Who works for the store, and who is asked to.</summary>
public sealed record ListTeam
{
    /// <summary>The team.</summary>
    /// <param name="Items">Who works here, in the order in which they came.</param>
    /// <param name="Invitations">Who is asked to and hasn't answered.</param>
    public sealed record Result(IReadOnlyList<Member> Items, IReadOnlyList<Invited> Invitations)
    {
        /// <summary>Roles that whoever looks may give away, by name: code and words.</summary>
        [JsonIgnore]
        public IReadOnlyList<(string Value, string Text)> Choices { get; init; } = [];

        /// <summary>Whether the one who looks may hand the store over.</summary>
        [JsonIgnore]
        public bool IsOwner { get; init; }

        /// <summary>To whom the store is being handed over, if it is.</summary>
        [JsonIgnore]
        public string? OfferedTo { get; init; }
    }

    /// <summary>Someone who works here.</summary>
    public sealed record Member(
        Guid Id, string Name, string Email, string Role, string RoleName, DateTimeOffset Since, DateTimeOffset? LastSeenAt, bool IsYou)
    {
        /// <summary>Whether the one who looks may change or remove them.</summary>
        [JsonIgnore]
        public bool MayChange { get; init; }
    }

    /// <summary>Someone who is asked to work here.</summary>
    public sealed record Invited(Guid Id, string Email, string Role, string RoleName, DateTimeOffset SentAt, DateTimeOffset ExpiresAt, bool HasExpired)
    {
        /// <inheritdoc cref="Member.MayChange"/>
        [JsonIgnore]
        public bool MayChange { get; init; }
    }

    public async Task<Result> RunAsync(
        OrionDb db, PlatformDb platform, RequestContext request, ModuleRegistry modules, CancellationToken stop)
    {
        var team = await Team.ReadAsync(db, request, modules, stop);
        var ids = team.Members.Select(m => m.UserId).ToList();
        var people = await platform.Set<User>().AsNoTracking().Where(u => ids.Contains(u.Id))
            .Select(u => new { u.Id, u.Name, u.Email }).ToDictionaryAsync(u => u.Id, stop);
        var invitations = await db.Set<TeamInvitation>().AsNoTracking()
            .Where(i => i.AcceptedAt == null && i.WithdrawnAt == null).OrderBy(i => i.CreatedAt).ToListAsync(stop);
        var now = request.Now;
        var offer = await db.Set<OwnershipOffer>().AsNoTracking().Where(o => o.ExpiresAt > now).Select(o => (Guid?)o.ToUserId).FirstOrDefaultAsync(stop);
        var mayEdit = request.Allows("team.edit");
        return new(
            [.. team.Members.Select(m =>
            {
                var choice = new RoleChoice(m.Role, m.RoleId);
                var isYou = m.UserId == team.ActorId && request.Principal is StorePrincipal;
                return new Member(
                    m.Id, people[m.UserId].Name, people[m.UserId].Email, choice.Code, team.NameOf(choice), m.CreatedAt, m.LastSeenAt, isYou)
                {
                    MayChange = mayEdit && !isYou && team.Rights.Covers(team.Of(m))
                };
            })],
            [.. invitations.Select(i =>
            {
                var choice = new RoleChoice(i.Role, i.RoleId);
                return new Invited(i.Id, i.Email, choice.Code, team.NameOf(choice), i.SentAt, i.ExpiresAt, !i.IsOpen(now))
                {
                    MayChange = mayEdit && team.Rights.Covers(team.Of(choice))
                };
            })])
        {
            Choices = mayEdit ? ChoicesFor(team) : [],
            IsOwner = request.Principal is StorePrincipal && team.Actor?.Role == StoreRole.Owner,
            OfferedTo = offer is { } to && people.TryGetValue(to, out var person) ? person.Name : null
        };
    }

    private static List<(string, string)> ChoicesFor(Team team) =>
    [
        .. RoleChoice.BuiltIn.Where(r => r != StoreRole.Owner).Select(r => new RoleChoice(r, null))
            .Concat(team.Roles.Select(r => new RoleChoice(StoreRole.Own, r.Id)))
            .Where(c => team.Rights.Covers(team.Of(c))).Select(c => (c.Code, team.NameOf(c)))
    ];
}

/// <summary>A member among the team, as a row of its page shows them.</summary>
public sealed record MemberRow(ListTeam.Member Member, ListTeam.Result Team);
