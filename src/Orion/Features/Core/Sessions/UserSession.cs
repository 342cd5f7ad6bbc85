using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Orion.Framework.Auth.Sessions;

namespace Orion.Features.Core.Sessions;

/// <summary>A sign-in of a user, on one face and, for stores, in one store.</summary>
[Unaudited("Signing in and out are written as such.")]
public sealed class UserSession : Session
{
    private UserSession()
    {
    }

    public Guid UserId { get; private set; }

    public Face Face { get; private set; }

    public Guid? StoreId { get; private set; }

    /// <summary>What allows somebody of the console to work in the store; null for members of its team.</summary>
    public Guid? GrantId { get; private set; }

    /// <summary>Begins a session.</summary>
    public static UserSession Begin(Guid user, Face face, Guid? store, SessionStart? start = null, Guid? grant = null)
    {
        var session = new UserSession { UserId = user, Face = face, StoreId = store, GrantId = grant };
        if (start is not null) session.Begin(start);
        return session;
    }
}

internal sealed class UserSessionMapping : IEntityTypeConfiguration<UserSession>
{
    public void Configure(EntityTypeBuilder<UserSession> builder)
    {
        builder.ToTable("user_sessions");
        builder.Property(s => s.Id).ValueGeneratedNever();
        // Not store-owned: a session is the user's. The column's name keeps the lock for store-owned tables off it.
        builder.Property(s => s.StoreId).HasColumnName("for_store_id");
        builder.Property(s => s.UserAgent).HasMaxLength(Session.LongestUserAgent);
        builder.HasIndex(s => s.UserId);
        builder.HasOne<User>().WithMany().HasForeignKey(s => s.UserId).HasConstraintName("fk_user_sessions_users_user_id");
    }
}
