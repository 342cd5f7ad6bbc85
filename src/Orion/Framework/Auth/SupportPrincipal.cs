namespace Orion.Framework.Auth;

/// <summary>
/// Someone of the console who works in one store as a member of its team, because its merchant allowed it or for a written reason.
/// Not an operator here and not a member: whatever asks for one of these finds neither.
/// </summary>
/// <param name="OperatorId">Who it is.</param>
/// <param name="Session">The session that began on entering.</param>
/// <param name="StoreId">The one store.</param>
/// <param name="GrantId">What allows it.</param>
/// <param name="OperatorName">What the person of the console is called.</param>
/// <param name="As">The member of the team under whose name and rights it works.</param>
/// <param name="AsRole">The member's role, in words.</param>
/// <param name="ExpiresAt">When it ends by itself.</param>
/// <param name="IsBreakGlass">Whether nobody of the store allowed it.</param>
/// <param name="Held">What the member holds, without what is closed to support.</param>
/// <param name="Closed">What support never does, whoever it works as.</param>
public sealed record SupportPrincipal(
    Guid OperatorId, Guid Session, Guid StoreId, Guid GrantId, string OperatorName, ActedFor As, string AsRole, DateTimeOffset ExpiresAt,
    bool IsBreakGlass, PermissionSet Held, PermissionSet Closed) : Principal
{
    /// <summary>What is said to whoever asks for something that is closed to support.</summary>
    public static readonly Refusal NotInSupportAccess = new(
        403, "not_in_support_access", "Support can't do this: people, roles, keys, ownership and accounts are changed by the store's own team.");

    public override string Name => OperatorName;

    public override Guid SessionId => Session;

    public override TokenClaims Claims => new(OperatorId, Session, StoreId, GrantId);

    /// <summary>The member's account isn't support's, and support's own is at the console.</summary>
    public override bool HasOwnAccount => false;

    public override PermissionSet Permissions => Held;

    public override Actor Actor => new(ActorKind.Admin, OperatorId, OperatorName, As);

    /// <summary>Whether a permission is closed to support.</summary>
    public bool IsClosed(string permission) => permission == Own || Closed.Holds(permission);
}

/// <summary>Looks up whom a verified token of support stands for.</summary>
public interface ISupportSource
{
    /// <summary>The principal, or null when the grant has ended, or either of the two people is out.</summary>
    Task<SupportPrincipal?> FindAsync(TokenClaims claims, CancellationToken stop);
}

/// <summary>Endpoint metadata: closed to support, whatever permission it asks for.</summary>
public sealed record NotInSupport;
