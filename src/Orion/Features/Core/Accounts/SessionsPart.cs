using Orion.Framework.Auth.Sessions;
using RazorSlices;

namespace Orion.Features.Core.Accounts;

/// <summary>Where a user is signed in, on their own page.</summary>
public sealed class SessionsPart(IEnumerable<ISessionStore> stores, RequestContext request) : IUserAccountPart
{
    public int Order => 90;

    public async Task<RazorSlice?> LoadAsync(CancellationToken stop) =>
        (await new ListSessions().RunAsync(stores, request, stop)).Value is { } sessions ? _Sessions.Create(sessions) : null;
}
