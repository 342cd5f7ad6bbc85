using System.Collections.Frozen;

namespace Orion.Framework.Auth;

/// <summary>Who asks. Three kinds that never mix: a token of one kind is nobody to the others.</summary>
public abstract record Principal
{
    /// <summary>Someone who hasn't signed in.</summary>
    public static readonly Principal Nobody = new Anonymous();

    /// <summary>What the principal is called, for pages; empty for nobody.</summary>
    public virtual string Name => "";

    /// <summary>The session that the principal signed in with.</summary>
    public virtual Guid SessionId => Guid.Empty;

    /// <summary>What the principal's token says; null for nobody.</summary>
    public virtual TokenClaims? Claims => null;

    /// <summary>Whether the principal may do this in the current store or on the platform.</summary>
    public virtual bool May(string permission) => false;

    private sealed record Anonymous : Principal;
}

/// <summary>An operator of the installation.</summary>
public sealed record AdminPrincipal(Guid UserId, Guid Session, string DisplayName, string Email) : Principal
{
    public override string Name => DisplayName;

    public override Guid SessionId => Session;

    public override TokenClaims Claims => new(UserId, Session, null);

    public override bool May(string permission) => true;
}

/// <summary>A merchant or a member of a merchant's team, in one store.</summary>
public sealed record StorePrincipal(
    Guid UserId, Guid Session, Guid StoreId, string DisplayName, string Email, string Role, FrozenSet<string> Permissions) : Principal
{
    public override string Name => DisplayName;

    public override Guid SessionId => Session;

    public override TokenClaims Claims => new(UserId, Session, StoreId);

    public override bool May(string permission) => Permissions.Contains(permission);
}

/// <summary>A customer of one store.</summary>
public sealed record CustomerPrincipal(Guid CustomerId, Guid Session, Guid StoreId, string DisplayName, string Email) : Principal
{
    /// <summary>The one permission that customers have: what is their own.</summary>
    public const string Own = "account.own";

    public override string Name => DisplayName;

    public override Guid SessionId => Session;

    public override TokenClaims Claims => new(CustomerId, Session, StoreId);

    public override bool May(string permission) => permission == Own;
}
