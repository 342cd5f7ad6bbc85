using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Orion.Features.Core.Sessions;
using Orion.Framework.Text;

namespace Orion.Features.Core.Admins;

/// <summary>Those who work at the console; or, looked for by name or address, everybody who works with Orion.</summary>
/// <param name="Q">Part of a name or of an address, among merchants and their teams as well.</param>
public sealed record ListUsers([FromQuery] string? Q)
{
    /// <summary>The most that a search gives.</summary>
    public const int Most = 50;

    /// <param name="Items">By name; those who are shut out last.</param>
    public sealed record Result(IReadOnlyList<Row> Items)
    {
        /// <summary>What was looked for.</summary>
        [JsonIgnore]
        public string? Asked { get; init; }
    }

    /// <param name="Role">At the console: operator, support or auditor; null for those who only work for stores.</param>
    /// <param name="Stores">For how many stores the person works.</param>
    /// <param name="LastSignInAt">When the person last signed in anywhere.</param>
    /// <param name="HasSecondFactor">Whether signing in asks for a second factor.</param>
    /// <param name="Status">active, invited (no password yet) or disabled.</param>
    /// <param name="IsYou">Whether it is who asks.</param>
    public sealed record Row(
        Guid Id, string Name, string Email, string? Role, int Stores, DateTimeOffset? LastSignInAt, bool HasSecondFactor, string Status, bool IsYou);

    public async Task<Outcome<Result>> RunAsync(PlatformDb db, RequestContext request, CancellationToken stop)
    {
        if (Q is { Length: > 200 }) return Refusal.Invalid("q", "Use at most 200 characters.");
        var users = db.Set<User>().AsNoTracking();
        var sought = Q?.Trim() ?? "";
        var other = EmailAddress.OtherSpelling(sought) ?? sought;
        users = sought.Length == 0
            ? users.Where(u => u.AdminRole != null)
            : users.Where(u => OrionDb.Fold(u.Name + " " + u.Email).Contains(OrionDb.Fold(sought)) || OrionDb.Fold(u.Email).Contains(OrionDb.Fold(other)));
        return new Result(await RowsAsync(users.OrderBy(u => u.DisabledAt != null).ThenBy(u => EF.Functions.Collate(u.Name, Collation.Root)).ThenBy(u => u.Id).Take(Most), db, request, stop))
        {
            Asked = Q
        };
    }

    internal static async Task<IReadOnlyList<Row>> RowsAsync(IQueryable<User> users, PlatformDb db, RequestContext request, CancellationToken stop)
    {
        var found = await users.Select(u => new
        {
            u.Id,
            u.Name,
            u.Email,
            u.AdminRole,
            Stores = db.Set<StoreMember>().Count(m => m.UserId == u.Id),
            Last = db.Set<UserSession>().Where(s => s.UserId == u.Id).Max(s => (DateTimeOffset?)s.CreatedAt),
            Has = u.SecondFactorSince != null,
            IsDisabled = u.DisabledAt != null,
            IsInvited = u.PasswordHash == ""
        }).ToListAsync(stop);
        var you = request.Principal.Claims?.Subject;
        return
        [
            .. found.Select(u => new Row(
                u.Id, u.Name, u.Email, u.AdminRole is { } role ? AdminRights.Code(role) : null, u.Stores, u.Last, u.Has,
                u.IsDisabled ? "disabled" : u.IsInvited ? "invited" : "active", u.Id == you))
        ];
    }
}

/// <summary>One person who works with Orion.</summary>
public sealed record ShowUser(Guid Id)
{
    public async Task<Outcome<ListUsers.Row>> RunAsync(PlatformDb db, RequestContext request, CancellationToken stop) =>
        (await ListUsers.RowsAsync(db.Set<User>().AsNoTracking().Where(u => u.Id == Id), db, request, stop)) is [var row]
            ? row
            : Refusal.NotFound("person");
}
