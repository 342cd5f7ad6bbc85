namespace Orion.Framework.Auth.Accounts;

/// <summary>The accounts of one kind of person, wherever they are kept.</summary>
public interface IAccountStore
{
    /// <summary>Whether the people of a face have their accounts here.</summary>
    bool Keeps(Face face);

    /// <summary>Where they are kept: its transactions hold what happens to an account together.</summary>
    OrionDb Db { get; }

    /// <summary>The account of an address, if it may sign in on the request's face and store.</summary>
    Task<AccountHolder?> FindAsync(string email, CancellationToken stop);

    /// <summary>The account of a person.</summary>
    Task<AccountHolder?> FindAsync(Guid person, CancellationToken stop);

    /// <summary>Adds a link, to be saved with the transaction.</summary>
    AccountLink AddLink(LinkPurpose purpose, Guid? person, string email, TimeSpan life, string? name = null, string? passwordHash = null);

    /// <summary>A link that waits for its mail, tracked.</summary>
    Task<AccountLink?> FindLinkAsync(Guid link, CancellationToken stop);

    /// <summary>What a link is about, while it is good.</summary>
    Task<LinkHolder?> PeekAsync(string? token, CancellationToken stop);

    /// <summary>Uses a link up, within a transaction. Of several that come at once one gets it.</summary>
    Task<LinkHolder?> UseAsync(string? token, CancellationToken stop);

    /// <summary>Sets the password, which also proves the address to which its link went; other links for passwords are void.</summary>
    Task SetPasswordAsync(Guid person, string hash, bool proven, CancellationToken stop);

    /// <summary>
    /// Locks a person out whose address somebody else had taken: no password is right any more, and no link that was mailed is good.
    /// </summary>
    Task LockOutAsync(Guid person, CancellationToken stop);

    /// <summary>Sets the address, which is proven. False when another account has it.</summary>
    Task<bool> SetEmailAsync(Guid person, string email, CancellationToken stop);

    /// <summary>Makes the account of somebody who signed up, or completes a guest's. Null when the address has an account.</summary>
    Task<Guid?> SignUpAsync(LinkHolder link, CancellationToken stop);
}

/// <summary>An account, as signing in and recovering it need it.</summary>
public sealed record AccountHolder(Guid Id, string Email, string Name, string? PasswordHash, bool IsVerified);

/// <summary>What a link says.</summary>
public sealed record LinkHolder(Guid Id, LinkPurpose Purpose, Guid? Person, string Email, string? Name, string? PasswordHash);

/// <summary>Finds the store of a face's accounts.</summary>
public static class AccountStores
{
    /// <summary>The one that keeps the accounts of a face's people.</summary>
    public static IAccountStore For(this IEnumerable<IAccountStore> stores, Face face) => stores.Single(s => s.Keeps(face));
}
