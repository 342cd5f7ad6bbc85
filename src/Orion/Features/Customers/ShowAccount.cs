using System.Text.Json.Serialization;
using Orion.Framework.Auth;
using RazorSlices;

namespace Orion.Features.Customers;

/// <summary>A customer's own page: who they are, and what other modules know of them.</summary>
public sealed record ShowAccount
{
    /// <param name="Name">The customer's name.</param>
    /// <param name="Email">Their e-mail address.</param>
    /// <param name="Since">When they became one.</param>
    /// <param name="IsConfirmed">Whether the address was proved to be theirs.</param>
    public sealed record Result(string Name, string Email, DateTimeOffset Since, bool IsConfirmed)
    {
        /// <summary>What other modules show on the page.</summary>
        [JsonIgnore]
        public IReadOnlyList<RazorSlice> Parts { get; init; } = [];
    }

    public async Task<Outcome<Result>> RunAsync(
        OrionDb db, RequestContext request, IEnumerable<IAccountPart> parts, CancellationToken stop)
    {
        if (request.Principal is not CustomerPrincipal customer) return Refusal.NotFound();
        var found = await db.Set<Customer>().AsNoTracking().Where(c => c.Id == customer.CustomerId)
            .Select(c => new Result(c.Name, c.Email, c.CreatedAt, c.EmailVerifiedAt != null)).FirstOrDefaultAsync(stop);
        if (found is null) return Refusal.NotFound();
        if (request.Door == Door.Api) return found;

        List<RazorSlice> shown = [];
        foreach (var part in parts.OrderBy(p => p.Order))
            if (await part.LoadAsync(customer, stop) is { } slice)
                shown.Add(slice);
        return found with { Parts = shown };
    }
}

/// <summary>What another module shows on a customer's own page, such as their orders.</summary>
public interface IAccountPart
{
    /// <summary>Its place on the page: what people come for is small, what they rarely need is large.</summary>
    int Order { get; }

    /// <summary>A section, loaded and ready to be shown; null when there is nothing to say or the module is off.</summary>
    Task<RazorSlice?> LoadAsync(CustomerPrincipal customer, CancellationToken stop);
}
