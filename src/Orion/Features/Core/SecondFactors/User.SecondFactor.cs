using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Orion.Features.Core.SecondFactors;
using Orion.Framework.Auth;

namespace Orion.Features.Core;

/// <summary>The second factor of a user: a secret shared with an app on their phone (TOTP, RFC 6238), and recovery codes.</summary>
public sealed partial class User
{
    /// <summary>How long a secret that was shown waits to be confirmed by a code.</summary>
    public static readonly TimeSpan OfferLife = TimeSpan.FromMinutes(15);

    /// <summary>The shared secret, sealed by <see cref="KeySeal"/> when there is a key; null without a second factor.</summary>
    [Undisclosed]
    public byte[]? SecondFactorSecret { get; private set; }

    /// <summary>Whether <see cref="SecondFactorSecret"/> is sealed.</summary>
    public bool IsSecondFactorSealed { get; private set; }

    /// <summary>When the secret was shown to be set up.</summary>
    public DateTimeOffset? SecondFactorOfferedAt { get; private set; }

    /// <summary>Since when signing in asks for it; null while it is not set up.</summary>
    public DateTimeOffset? SecondFactorSince { get; private set; }

    /// <summary>The latest step of 30 seconds whose code was used: neither it nor one before it is good again.</summary>
    public long SecondFactorStep { get; private set; }

    /// <summary>Wrong codes in a row.</summary>
    public int SecondFactorFailures { get; private set; }

    /// <summary>Before this moment no further code is looked at; null when any is.</summary>
    public DateTimeOffset? SecondFactorWaitsUntil { get; private set; }

    /// <summary>Which recovery codes are good; also the salt of their hashes. Null for none.</summary>
    public Guid? RecoverySet { get; private set; }

    /// <summary>Whether signing in asks for a second factor.</summary>
    public bool HasSecondFactor => SecondFactorSince is not null;

    /// <summary>Keeps a secret that is being shown, until a code confirms it. Replaces one that was shown before.</summary>
    public void OfferSecondFactor(byte[] secret, bool isSealed, DateTimeOffset now)
    {
        if (HasSecondFactor) throw new InvalidOperationException("The second factor that is on is turned off first.");
        (SecondFactorSecret, IsSecondFactorSealed, SecondFactorOfferedAt, SecondFactorStep) = (secret, isSealed, now, 0);
    }

    /// <summary>Whether a secret waits for the code that confirms it.</summary>
    public bool IsOffered(DateTimeOffset now) => !HasSecondFactor && SecondFactorOfferedAt is { } at && now - at < OfferLife;

    /// <summary>Turns the second factor on: the app gave the code of <paramref name="step"/>.</summary>
    public void ConfirmSecondFactor(long step, Guid recoverySet, DateTimeOffset now)
    {
        if (SecondFactorSecret is null) throw new InvalidOperationException("No secret was offered.");
        (SecondFactorSince, SecondFactorStep, RecoverySet, SecondFactorOfferedAt) = (now, step, recoverySet, null);
        (SecondFactorFailures, SecondFactorWaitsUntil) = (0, null);
    }

    /// <summary>Only these recovery codes are good from now on.</summary>
    public void TakeRecoverySet(Guid set) => RecoverySet = set;

    /// <summary>
    /// Turns the second factor off, and voids its recovery codes: by its owner, or by an operator for somebody who lost both. Whoever
    /// calls this ends the person's sessions.
    /// </summary>
    public void ResetSecondFactor()
    {
        (SecondFactorSecret, IsSecondFactorSealed, SecondFactorOfferedAt, SecondFactorSince) = (null, false, null, null);
        (SecondFactorStep, SecondFactorFailures, SecondFactorWaitsUntil, RecoverySet) = (0, 0, null, null);
    }
}

internal sealed class SecondFactorMapping : IEntityTypeConfiguration<RecoveryCode>, IEntityTypeConfiguration<SignInChallenge>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> builder)
    {
        builder.ToTable("user_recovery_codes");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Set).HasColumnName("set_id");
        builder.HasIndex(c => new { c.UserId, c.Set, c.Hash }).IsUnique();
        builder.HasOne<User>().WithMany().HasForeignKey(c => c.UserId);
    }

    public void Configure(EntityTypeBuilder<SignInChallenge> builder)
    {
        builder.ToTable("user_challenges");
        builder.Property(c => c.Id).ValueGeneratedNever();
        // Not store-owned, like sessions: the name keeps the lock for store-owned tables off it.
        builder.Property(c => c.StoreId).HasColumnName("for_store_id");
        builder.HasIndex(c => c.Hash).IsUnique();
        builder.HasIndex(c => c.UserId);
        builder.HasIndex(c => c.ExpiresAt);
        builder.HasOne<User>().WithMany().HasForeignKey(c => c.UserId);
    }
}
