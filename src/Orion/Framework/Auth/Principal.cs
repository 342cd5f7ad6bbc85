namespace Orion.Framework.Auth;

/// <summary>Who asks. Three kinds that never mix: a token of one kind is nobody to the others.</summary>
public abstract record Principal
{
    /// <summary>Someone who hasn't signed in.</summary>
    public static readonly Principal Nobody = new Anonymous();

    /// <summary>The permission that everybody has who is signed in with a session, whatever their role: what is their own.</summary>
    public const string Own = "account.own";

    /// <summary>What the principal is called, for pages; empty for nobody.</summary>
    public virtual string Name => "";

    /// <summary>The session that the principal signed in with.</summary>
    public virtual Guid SessionId => Guid.Empty;

    /// <summary>What the principal's token says; null for nobody.</summary>
    public virtual TokenClaims? Claims => null;

    /// <summary>What the principal holds in the current store or on the platform.</summary>
    public virtual PermissionSet Permissions => PermissionSet.None;

    /// <summary>
    /// Whether a second factor must be set up before anything else: until then only endpoints marked <see cref="BeforeSetUp"/> answer.
    /// </summary>
    public bool MustSetUpSecondFactor { get; init; }

    /// <summary>As whom the log knows the principal.</summary>
    public virtual Actor Actor => Actor.Visitor;

    /// <summary>Whether there is an account behind it that is the principal's own to change here.</summary>
    public virtual bool HasOwnAccount => Claims is not null;

    /// <summary>Whether the principal may do this in the current store or on the platform.</summary>
    public bool May(string permission) => permission == Own ? HasOwnAccount : Permissions.Holds(permission);

    private sealed record Anonymous : Principal;
}

/// <summary>Someone who works at the console: an operator, or one who sees and helps.</summary>
public sealed record AdminPrincipal(
    Guid UserId, Guid Session, string DisplayName, string Email, string Role, PermissionSet Held) : Principal
{
    public override string Name => DisplayName;

    public override Guid SessionId => Session;

    public override TokenClaims Claims => new(UserId, Session, null);

    public override PermissionSet Permissions => Held;

    public override Actor Actor => new(ActorKind.Admin, UserId, DisplayName);
}

/// <summary>A merchant or a member of a merchant's team, in one store.</summary>
public sealed record StorePrincipal(
    Guid UserId, Guid Session, Guid StoreId, string DisplayName, string Email, string Role, PermissionSet Held) : Principal
{
    public override string Name => DisplayName;

    public override Guid SessionId => Session;

    public override TokenClaims Claims => new(UserId, Session, StoreId);

    public override PermissionSet Permissions => Held;

    public override Actor Actor => new(ActorKind.Team, UserId, DisplayName);
}

/// <summary>A program that uses one store's API by a key that a member of its team made.</summary>
/// <param name="KeyId">The key.</param>
/// <param name="MakerId">The member who answers for it.</param>
/// <param name="StoreId">The one store.</param>
/// <param name="KeyName">What its maker calls it.</param>
/// <param name="ExpiresAt">When it ends, if ever.</param>
/// <param name="Held">What both the key and its maker hold today.</param>
public sealed record ApiKeyPrincipal(
    Guid KeyId, Guid MakerId, Guid StoreId, string KeyName, DateTimeOffset? ExpiresAt, PermissionSet Held) : Principal
{
    public override string Name => KeyName;

    public override Actor Actor => new(ActorKind.ApiKey, KeyId, KeyName);

    public override PermissionSet Permissions => Held;
}

/// <summary>A customer of one store.</summary>
public sealed record CustomerPrincipal(Guid CustomerId, Guid Session, Guid StoreId, string DisplayName, string Email) : Principal
{
    private static readonly PermissionSet OwnOnly = PermissionSet.Of(Own);

    public override string Name => DisplayName;

    public override Guid SessionId => Session;

    public override TokenClaims Claims => new(CustomerId, Session, StoreId);

    public override PermissionSet Permissions => OwnOnly;

    public override Actor Actor => new(ActorKind.Customer, CustomerId, DisplayName);
}
