using System.Collections.Frozen;

namespace Orion.Framework.Auth;

/// <summary>
/// What somebody has been granted: single permissions such as <c>orders.refund</c>, whole branches such as <c>orders.*</c>, or
/// everything, <c>*</c>. Permissions are a tree by their dots; a branch holds all that is below it, also what is declared later.
/// </summary>
public sealed class PermissionSet
{
    /// <summary>The grant of everything.</summary>
    public const string Everything = "*";

    /// <summary>Nothing at all.</summary>
    public static readonly PermissionSet None = new([], null);

    /// <summary>Everything, also what is declared later.</summary>
    public static readonly PermissionSet All = new([Everything], null);

    private readonly FrozenSet<string> grants;
    private readonly FrozenSet<string>? known;

    private PermissionSet(IEnumerable<string> grants, FrozenSet<string>? known)
    {
        this.grants = grants.ToFrozenSet(StringComparer.Ordinal);
        this.known = known;
    }

    /// <summary>The grants as they were given, in order.</summary>
    public IReadOnlyList<string> Grants => [.. grants.Order(StringComparer.Ordinal)];

    /// <summary>A set of grants.</summary>
    public static PermissionSet Of(params IEnumerable<string> grants) => new(grants, null);

    /// <summary>The same grants, worth something only for permissions that exist: those of modules that are on, say.</summary>
    public PermissionSet Within(IEnumerable<string> existing)
    {
        var these = existing.ToFrozenSet(StringComparer.Ordinal);
        return new(grants, known is null ? these : known.Where(these.Contains).ToFrozenSet(StringComparer.Ordinal));
    }

    /// <summary>Whether a single permission is held, by itself or by a branch above it.</summary>
    public bool Holds(string permission) => (known is null || known.Contains(permission)) && IsGranted(permission);

    /// <summary>
    /// Whether a grant, single or a branch, is held whole. All the permissions of a branch are less than the branch: that holds
    /// what will be declared tomorrow as well.
    /// </summary>
    public bool Covers(string grant) => grant == Everything ? grants.Contains(Everything) : IsGranted(grant);

    /// <summary>Whether every grant of the other is held. Nobody gives what this refuses.</summary>
    public bool Covers(PermissionSet other) => other.grants.All(Covers);

    /// <summary>What both hold.</summary>
    public PermissionSet Both(PermissionSet other)
    {
        var shared = new PermissionSet(grants.Where(other.Covers).Concat(other.grants.Where(Covers)), known);
        return other.known is null ? shared : shared.Within(other.known);
    }

    /// <summary>Whether a text is written as a grant: <c>*</c>, or words in dots of which the last may be <c>*</c>.</summary>
    public static bool IsGrant(string text) => text == Everything
        || (text.Length is > 0 and <= 80 && text.Split('.') is { Length: >= 2 } parts
            && parts.Index().All(p => IsWord(p.Item) || (p.Item == Everything && p.Index == parts.Length - 1)));

    public override string ToString() => string.Join(' ', Grants);

    private static bool IsWord(string part) => part.Length > 0 && part.All(c => char.IsAsciiLetterLower(c) || c is '-');

    private bool IsGranted(string grant)
    {
        if (grants.Contains(grant) || grants.Contains(Everything)) return true;
        for (var dot = grant.LastIndexOf('.'); dot > 0; dot = grant.LastIndexOf('.', dot - 1))
            if (grants.Contains(grant[..dot] + ".*"))
                return true;
        return false;
    }
}
