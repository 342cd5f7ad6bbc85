using Orion.Framework.Auth;

namespace Orion.Features.Core.Teams;

/// <summary>The people of stores, as the operator's console needs them.</summary>
public sealed class StoreTeams(PlatformDb db, Passwords passwords) : IStoreTeams
{
    public async Task<FutureOwner> PrepareOwnerAsync(string email, string? name, string? password, CancellationToken stop)
    {
        var address = User.Normalise(email);
        if (await db.Set<User>().AsNoTracking().Where(u => u.Email == address).Select(u => u.Name).FirstOrDefaultAsync(stop) is { } known)
            return new FutureOwner(address, known, null, null);
        var made = string.IsNullOrEmpty(password) ? Passwords.Make() : null;
        var called = string.IsNullOrWhiteSpace(name) ? address.Split('@')[0] : name.Trim();
        return new FutureOwner(address, called, await passwords.HashAsync(made ?? password!, stop), made);
    }

    public async Task<FutureOwner> AppointAsync(Guid store, FutureOwner owner, DateTimeOffset now, CancellationToken stop)
    {
        var known = await db.Set<User>().FirstOrDefaultAsync(u => u.Email == owner.Email, stop);
        var user = known ?? User.Register(owner.Email, owner.Name, owner.PasswordHash!);
        if (known is null) db.Add(user);
        db.Add(StoreMember.Join(store, user.Id, StoreRole.Owner, now));
        return known is null ? owner : new FutureOwner(known.Email, known.Name, null, null);
    }

    public async Task<IReadOnlyList<TeamMember>> OfAsync(Guid store, CancellationToken stop) => await db.Set<StoreMember>().AsNoTracking()
        .Where(m => m.StoreId == store)
        .Join(db.Set<User>(), m => m.UserId, u => u.Id, (m, u) => new { m.Role, m.CreatedAt, u.Name, u.Email })
        .OrderBy(m => m.Role).ThenBy(m => m.CreatedAt)
        .Select(m => new TeamMember(m.Name, m.Email, m.Role.ToString(), m.CreatedAt))
        .ToListAsync(stop);
}
