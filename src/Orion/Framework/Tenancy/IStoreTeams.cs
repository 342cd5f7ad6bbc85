namespace Orion.Framework.Tenancy;

/// <summary>Someone who is to own a store.</summary>
/// <param name="Email">In its stored spelling.</param>
/// <param name="Name">What the person is called.</param>
/// <param name="PasswordHash">For a person who isn't known yet; null for one who is.</param>
/// <param name="NewPassword">A password that was made for them, to be shown once; null when one was given or the person is known.</param>
public sealed record FutureOwner(string Email, string Name, string? PasswordHash, string? NewPassword);

/// <summary>Someone who works for a store.</summary>
public sealed record TeamMember(string Name, string Email, string Role, DateTimeOffset Since);

/// <summary>Who works for stores. Stores come before people, so what opens them asks for people by this.</summary>
public interface IStoreTeams
{
    /// <summary>
    /// Readies the owner outside of any transaction, because a password takes long to hash. A person who is known keeps name and
    /// password. Null password: one is made.
    /// </summary>
    Task<FutureOwner> PrepareOwnerAsync(string email, string? name, string? password, CancellationToken stop);

    /// <summary>
    /// Makes the person the store's owner, in the transaction that opens it. Gives the person as they are: somebody else may have made
    /// them known since they were readied, and then they have another password.
    /// </summary>
    Task<FutureOwner> AppointAsync(Guid store, FutureOwner owner, DateTimeOffset now, CancellationToken stop);

    /// <summary>Everybody who works for a store, owners first.</summary>
    Task<IReadOnlyList<TeamMember>> OfAsync(Guid store, CancellationToken stop);
}
