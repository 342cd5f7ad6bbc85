using Orion.Features.Core.Teams;
using Orion.Framework.Auth;
using Orion.Framework.Modules;
using Orion.Framework.Text;

namespace Orion.Features.Core.Roles;

/// <summary>The roles of a store: those that every store has, and its own.</summary>
public sealed record ListRoles
{
    /// <summary>The roles, the built-in ones first.</summary>
    public sealed record Result(IReadOnlyList<Row> Items);

    /// <summary>A role.</summary>
    /// <param name="Id">A word such as <c>manager</c>, or the key of one that the store made.</param>
    /// <param name="Members">How many people have it.</param>
    public sealed record Row(string Id, string Name, string Description, bool IsBuiltIn, IReadOnlyList<string> Permissions, int Members)
    {
        internal static Row Of(RoleChoice choice, Team team) => new(
            choice.Code, team.NameOf(choice),
            choice.OwnId is { } id ? team.Roles.Single(r => r.Id == id).Description : BuiltIn.DescriptionOf(choice.Role),
            choice.OwnId is null, team.Of(choice).Grants, team.Members.Count(m => m.Role == choice.Role && m.RoleId == choice.OwnId));
    }

    public async Task<Result> RunAsync(OrionDb db, RequestContext request, ModuleRegistry modules, CancellationToken stop)
    {
        var team = await Team.ReadAsync(db, request, modules, stop);
        return new(
        [
            .. RoleChoice.BuiltIn.Select(r => Row.Of(new RoleChoice(r, null), team)),
            .. team.Roles.Select(r => Row.Of(new RoleChoice(StoreRole.Own, r.Id), team))
        ]);
    }
}

/// <summary>One role, with the tree of what it may do.</summary>
public sealed record ShowRole(string? Id, string? CopyOf = null)
{
    /// <summary>The role; for a new one without an id.</summary>
    public sealed record Result(ListRoles.Row Role)
    {
        /// <summary>Its boxes.</summary>
        [System.Text.Json.Serialization.JsonIgnore]
        public required PermissionTree Tree { get; init; }

        /// <summary>Whether the one who looks may change it.</summary>
        [System.Text.Json.Serialization.JsonIgnore]
        public bool MayEdit { get; init; }

        /// <summary>Where those who have it may go when it is deleted.</summary>
        [System.Text.Json.Serialization.JsonIgnore]
        public IReadOnlyList<(string Value, string Text)> Others { get; init; } = [];
    }

    public async Task<Outcome<Result>> RunAsync(OrionDb db, RequestContext request, ModuleRegistry modules, CancellationToken stop)
    {
        var team = await Team.ReadAsync(db, request, modules, stop);
        var choice = RoleChoice.Read(Id ?? CopyOf);
        if ((Id is not null || CopyOf is not null) && (choice is null || !team.Has(choice))) return Refusal.NotFound("role");
        var row = choice is null
            ? new ListRoles.Row("", "", "", false, [], 0)
            : ListRoles.Row.Of(choice, team);
        var held = choice is null ? PermissionSet.None : team.Of(choice);
        if (Id is null && choice is not null)
        {
            // A copy is offered as it can be saved: what is in it fits, exists, and is whoever looks' to give.
            row = new ListRoles.Row(
                "", TextLimit.Shorten($"Copy of {row.Name}", TeamRole.LongestName), TextLimit.Shorten(row.Description, TeamRole.LongestDescription), false, [], 0);
            held = GrantedPermissions.Existing(held.Both(team.Rights), modules);
        }

        var mayEdit = !row.IsBuiltIn && request.Allows("roles.edit") && (Id is null || team.Rights.Covers(held));
        return new Result(row)
        {
            Tree = PermissionTree.Of(held, team.Rights, modules, request, !mayEdit),
            MayEdit = mayEdit,
            Others =
            [
                .. RoleChoice.BuiltIn.Where(r => r != StoreRole.Owner).Select(r => new RoleChoice(r, null))
                    .Concat(team.Roles.Select(r => new RoleChoice(StoreRole.Own, r.Id)))
                    .Where(c => c != choice && team.Rights.Covers(team.Of(c))).Select(c => (c.Code, team.NameOf(c)))
            ]
        };
    }
}
