using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Orion.Framework.Auth.Accounts;

namespace Orion.Features.Core.Accounts;

/// <summary>A link that was mailed to a user.</summary>
[Unaudited("Technical: what a link does is written when it is used.")]
[NeverTaken("ix_user_links_hash", "The hash of random bits.")]
public sealed class UserLink : AccountLink;

/// <summary>The accounts of users: operators, merchants and their teams.</summary>
public sealed class UserAccounts(PlatformDb db, RequestContext request) : AccountStore<UserLink>(db, request)
{
    private readonly PlatformDb db = db;
    private readonly RequestContext request = request;

    public override bool Keeps(Face face) => face is Face.Store or Face.Admin;

    public override Task<AccountHolder?> FindAsync(string email, CancellationToken stop) => HolderAsync(Here().Where(u => u.Email == email), stop);

    public override Task<AccountHolder?> FindAsync(Guid person, CancellationToken stop) =>
        HolderAsync(db.Set<User>().Where(u => u.Id == person && u.DisabledAt == null), stop);

    public override async Task<bool> SetEmailAsync(Guid person, string email, CancellationToken stop)
    {
        if (await db.Set<User>().AnyAsync(u => u.Email == email && u.Id != person, stop)) return false;
        var user = await db.Set<User>().SingleAsync(u => u.Id == person, stop);
        user.ProveEmail(email, request.Now);
        await db.SaveChangesAsync(stop);
        return true;
    }

    /// <summary>Nobody becomes a user by signing up: they are invited.</summary>
    public override Task<Guid?> SignUpAsync(LinkHolder link, CancellationToken stop) => Task.FromResult<Guid?>(null);

    protected override async Task WritePasswordAsync(Guid person, string hash, bool proven, CancellationToken stop)
    {
        var user = await db.Set<User>().SingleAsync(u => u.Id == person, stop);
        user.SetPassword(hash);
        if (proven) user.ProveEmail(user.Email, request.Now);
        await db.SaveChangesAsync(stop);
    }

    /// <summary>Those who may sign in on the request's face and store.</summary>
    private IQueryable<User> Here()
    {
        var (forConsole, store) = (request.Face == Face.Admin, request.StoreId);
        return db.Set<User>().Where(u => u.DisabledAt == null
            && (forConsole ? u.AdminRole != null : db.Set<StoreMember>().Any(m => m.UserId == u.Id && m.StoreId == store)));
    }

    private static Task<AccountHolder?> HolderAsync(IQueryable<User> users, CancellationToken stop) =>
        users.AsNoTracking().Select(u => new AccountHolder(u.Id, u.Email, u.Name, u.PasswordHash, u.EmailVerifiedAt != null)).FirstOrDefaultAsync(stop);
}

internal sealed class UserLinkMapping : IEntityTypeConfiguration<UserLink>
{
    public void Configure(EntityTypeBuilder<UserLink> builder)
    {
        builder.ToTable("user_links");
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.Property(l => l.Purpose).HasConversion<string>().HasMaxLength(16);
        builder.Property(l => l.Email).HasMaxLength(254);
        builder.Property(l => l.Name).HasMaxLength(120);
        builder.Property(l => l.PasswordHash).HasMaxLength(80);
        builder.HasIndex(l => l.Hash).IsUnique();
        builder.HasIndex(l => l.PersonId);
        builder.HasOne<User>().WithMany().HasForeignKey(l => l.PersonId);
    }
}
