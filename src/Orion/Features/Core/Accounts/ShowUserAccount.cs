using System.Text.Json.Serialization;
using Orion.Framework.Auth;
using RazorSlices;

namespace Orion.Features.Core.Accounts;

/// <summary>A user's own page, in the dashboard and on the console: who they are, and what they can change about their account.</summary>
public sealed record ShowUserAccount
{
    /// <param name="Name">What the person is called.</param>
    /// <param name="Email">By which they sign in.</param>
    /// <param name="Role">What they are here: in the store's team, or at the console.</param>
    public sealed record Result(string Name, string Email, string Role)
    {
        /// <summary>The sections of the page.</summary>
        [JsonIgnore]
        public IReadOnlyList<RazorSlice> Parts { get; init; } = [];
    }

    public async Task<Outcome<Result>> RunAsync(RequestContext request, IEnumerable<IUserAccountPart> parts, CancellationToken stop)
    {
        var found = request.Principal switch
        {
            StorePrincipal member => new Result(member.Name, member.Email, member.Role),
            AdminPrincipal admin => new Result(admin.Name, admin.Email, admin.Role),
            _ => null
        };
        if (found is null) return Refusal.NotFound();
        if (request.Door == Door.Api) return found;

        List<RazorSlice> shown = [];
        foreach (var part in parts.OrderBy(p => p.Order))
            if (await part.LoadAsync(stop) is { } slice)
                shown.Add(slice);
        return found with { Parts = shown };
    }
}

/// <summary>A section of a user's own page, such as their password or where they are signed in.</summary>
public interface IUserAccountPart
{
    /// <summary>Lower comes first.</summary>
    int Order { get; }

    /// <summary>The section, loaded and ready to be shown; null when there is nothing to say.</summary>
    Task<RazorSlice?> LoadAsync(CancellationToken stop);
}
