using Orion.Framework.Auth;
using Orion.Framework.Auth.Sessions;
using RazorSlices;

namespace Orion.Features.Customers.Sessions;

/// <summary>Where a customer is signed in, on their own page.</summary>
public sealed class SessionsPart(IEnumerable<ISessionStore> stores, RequestContext request) : IAccountPart
{
    public int Order => 90;

    public async Task<RazorSlice?> LoadAsync(CustomerPrincipal customer, CancellationToken stop) =>
        (await new ListSessions().RunAsync(stores, request, stop)).Value is { } sessions ? _CustomerSessions.Create(sessions) : null;
}
