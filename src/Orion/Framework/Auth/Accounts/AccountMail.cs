using Orion.Framework.Jobs;
using Orion.Framework.Mail;

namespace Orion.Framework.Auth.Accounts;

/// <summary>What a mail about an account says. Stored as text.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter<AccountMailKind>))]
public enum AccountMailKind
{
    /// <summary>Somebody asked for a new password.</summary>
    Reset,

    /// <summary>The password was changed.</summary>
    PasswordChanged,

    /// <summary>The address is to be proven.</summary>
    Verify,

    /// <summary>A new address is to be proven; goes there.</summary>
    NewEmail,

    /// <summary>The address was changed; goes to the former one.</summary>
    EmailChanged,

    /// <summary>Somebody signs up.</summary>
    SignUp,

    /// <summary>An operator let the person work at the console.</summary>
    Appointed,

    /// <summary>An operator turned the second factor off.</summary>
    SecondFactorReset,

    /// <summary>Signing in now asks for a second factor.</summary>
    SecondFactorOn,

    /// <summary>Signing in no longer asks for a second factor.</summary>
    SecondFactorOff,

    /// <summary>There are new recovery codes.</summary>
    RecoveryCodesMade,

    /// <summary>A recovery code stood in for the app.</summary>
    RecoveryCodeUsed,

    /// <summary>A store is offered to the person.</summary>
    OwnershipOffered,

    /// <summary>Somebody else owns the store now that the person offered.</summary>
    OwnershipTaken
}

/// <summary>A mail about an account that is to go out. The tokens of its links are made when it goes.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Face">Where the account signs in.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Person">Whose account; null where only the address is known.</param>
/// <param name="Email">Where it goes.</param>
/// <param name="Link">The link that waits for it, if one was made before.</param>
/// <param name="PlatformHost">For the console: the host of the platform, from its record.</param>
/// <param name="Note">What somebody wrote for the person to read.</param>
public sealed record AccountMailRequest(
    Guid Id, Face Face, AccountMailKind Kind, Guid? Person, string Email, Guid? Link = null, string? PlatformHost = null, string? Note = null);

/// <summary>Asks for mails about accounts, in the transaction of what they tell of.</summary>
public sealed class AccountMails(Outbox outbox, RequestContext request)
{
    /// <summary>The kind of work.</summary>
    public const string Kind = "accounts.mail";

    /// <summary>Asks for a mail; saved with the transaction of <paramref name="db"/>.</summary>
    public void Send(
        OrionDb db, AccountMailKind kind, Guid? person, string email, Guid? link = null, string? note = null) =>
        outbox.Enqueue(
            Kind, new AccountMailRequest(
                Guid.CreateVersion7(), request.Face, kind, person, email, link, request.HasStore ? null : request.Platform?.PrimaryHost, note),
            within: db);
}
