using Orion.Framework.Auth;
using Orion.Framework.Modules;

namespace Orion.Features.Core.Roles;

/// <summary>All that can be given in a dashboard, by module, for the boxes of a form.</summary>
/// <param name="Modules">The modules that declare something and are on.</param>
/// <param name="IsReadOnly">Whether it is only shown.</param>
public sealed record PermissionTree(IReadOnlyList<PermissionTree.Branch> Modules, bool IsReadOnly)
{
    /// <summary>A module and what it declares.</summary>
    public sealed record Branch(string Name, IReadOnlyList<Leaf> Leaves);

    /// <summary>One box.</summary>
    /// <param name="Code">What it gives: a permission, or a branch such as <c>orders.*</c>.</param>
    /// <param name="Title">The words.</param>
    /// <param name="Detail">What follows from it.</param>
    /// <param name="IsHeld">Whether the role or key has it.</param>
    /// <param name="MayGrant">Whether the one who looks may give it.</param>
    /// <param name="IsWhole">Whether it is a branch.</param>
    public sealed record Leaf(string Code, string Title, string? Detail, bool IsHeld, bool MayGrant, bool IsWhole);

    /// <summary>Makes it for what is held now, as far as <paramref name="rights"/> go.</summary>
    public static PermissionTree Of(PermissionSet held, PermissionSet rights, ModuleRegistry modules, RequestContext request, bool isReadOnly)
    {
        List<Branch> branches = [];
        foreach (var module in modules.All.Where(m => modules.IsOn(m.Code, request.Platform)))
        {
            var areas = module.Permissions.Where(p => p.Face == Face.Store && p.Code != Teams.MemberRights.Least)
                .GroupBy(p => p.Code[..p.Code.LastIndexOf('.')]).ToList();
            List<Leaf> leaves = [];
            foreach (var area in areas)
            {
                leaves.AddRange(area.Select(p => new Leaf(p.Code, p.Title, p.Detail, held.Covers(p.Code), rights.Covers(p.Code), false)));
                var whole = area.Key + ".*";
                if (area.Count() > 1 ? rights.Covers(whole) || held.Covers(whole) : held.Grants.Contains(whole))
                    leaves.Add(new Leaf(
                        whole, areas.Count == 1 ? "All of this" : $"Everything with {area.Key.Replace('-', ' ')}", "Also what is added in the future.",
                        held.Covers(whole), rights.Covers(whole), true));
            }

            if (leaves.Count > 0) branches.Add(new Branch(module.Name, leaves));
        }

        if (Rest(held, branches, rights, modules) is { Leaves.Count: > 0 } rest) branches.Add(rest);
        return new PermissionTree(branches, isReadOnly);
    }

    /// <summary>What is held and stands nowhere else, so that saving what is shown takes nothing away.</summary>
    private static Branch Rest(PermissionSet held, List<Branch> branches, PermissionSet rights, ModuleRegistry modules)
    {
        var shown = branches.SelectMany(b => b.Leaves).Select(l => l.Code).Append(Teams.MemberRights.Least).ToHashSet(StringComparer.Ordinal);
        return new Branch("Other", [.. held.Grants.Where(g => !shown.Contains(g)).Select(grant => grant == PermissionSet.Everything
            ? new Leaf(grant, "Everything", "Also what is added in the future.", true, rights.Covers(grant), true)
            : new Leaf(grant, modules.PermissionsOf(Face.Store).FirstOrDefault(p => p.Code == grant)?.Title ?? grant,
                "From a module that is turned off or was removed.", true, rights.Covers(grant), grant.EndsWith('*')))]);
    }
}
