namespace Orion.Framework.Auth.Accounts;

/// <summary>The links of one kind of account, the same for every kind.</summary>
public abstract class AccountStore<TLink>(OrionDb db, RequestContext request) : IAccountStore where TLink : AccountLink, new()
{
    public OrionDb Db => db;

    public abstract bool Keeps(Face face);

    public abstract Task<AccountHolder?> FindAsync(string email, CancellationToken stop);

    public abstract Task<AccountHolder?> FindAsync(Guid person, CancellationToken stop);

    public abstract Task<bool> SetEmailAsync(Guid person, string email, CancellationToken stop);

    public abstract Task<Guid?> SignUpAsync(LinkHolder link, CancellationToken stop);

    /// <summary>Sets the password of the person alone.</summary>
    protected abstract Task WritePasswordAsync(Guid person, string hash, bool proven, CancellationToken stop);

    public AccountLink AddLink(LinkPurpose purpose, Guid? person, string email, TimeSpan life, string? name = null, string? passwordHash = null)
    {
        var link = new TLink();
        link.Begin(purpose, person, email, request.Now, life, name, passwordHash);
        db.Add(link);
        return link;
    }

    public async Task<AccountLink?> FindLinkAsync(Guid link, CancellationToken stop) =>
        await Good().FirstOrDefaultAsync(l => l.Id == link, stop);

    public Task<LinkHolder?> PeekAsync(string? token, CancellationToken stop) =>
        AccountLink.HashOf(token) is { } hash
            ? Holders(Good().Where(l => l.Hash == hash)).FirstOrDefaultAsync(stop)
            : Task.FromResult<LinkHolder?>(null);

    public async Task<LinkHolder?> UseAsync(string? token, CancellationToken stop)
    {
        if (AccountLink.HashOf(token) is not { } hash) return null;
        var now = request.Now;
        // One statement looks and marks, so of two that come at once only one finds it unused.
        var used = await Good().Where(l => l.Hash == hash).ExecuteUpdateAsync(s => s.SetProperty(l => l.UsedAt, now), stop);
        return used == 1 ? await Holders(db.Set<TLink>().Where(l => l.Hash == hash)).SingleAsync(stop) : null;
    }

    public async Task SetPasswordAsync(Guid person, string hash, bool proven, CancellationToken stop)
    {
        var now = request.Now;
        await WritePasswordAsync(person, hash, proven, stop);
        await Good().Where(l => l.PersonId == person && l.Purpose == LinkPurpose.Password)
            .ExecuteUpdateAsync(s => s.SetProperty(l => l.UsedAt, now), stop);
    }

    public async Task LockOutAsync(Guid person, CancellationToken stop)
    {
        var now = request.Now;
        // An empty hash fits nothing.
        await WritePasswordAsync(person, "", proven: false, stop);
        await Good().Where(l => l.PersonId == person).ExecuteUpdateAsync(s => s.SetProperty(l => l.UsedAt, now), stop);
    }

    private IQueryable<TLink> Good()
    {
        var now = request.Now;
        return db.Set<TLink>().Where(l => l.UsedAt == null && l.ExpiresAt > now);
    }

    private static IQueryable<LinkHolder> Holders(IQueryable<TLink> links) =>
        links.Select(l => new LinkHolder(l.Id, l.Purpose, l.PersonId, l.Email, l.Name, l.PasswordHash));
}
