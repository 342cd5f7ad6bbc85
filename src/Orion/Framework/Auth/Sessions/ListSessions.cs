namespace Orion.Framework.Auth.Sessions;

/// <summary>Where one is signed in.</summary>
public sealed record ListSessions
{
    /// <param name="Items">The latest used first.</param>
    public sealed record Result(IReadOnlyList<Row> Items);

    /// <param name="Id">Its key, by which it can be ended.</param>
    /// <param name="Device">The browser and system, or the program.</param>
    /// <param name="Network">The network from which it was last used.</param>
    /// <param name="Place">Where one is signed in with it; null where it can only be here.</param>
    /// <param name="IsProgram">Whether it is one of the API.</param>
    /// <param name="IsCurrent">Whether it is the one that asks.</param>
    /// <param name="CreatedAt">When one signed in.</param>
    /// <param name="SeenAt">When it was last used, to the minute.</param>
    /// <param name="ExpiresAt">When it ends by itself.</param>
    public sealed record Row(
        Guid Id, string Device, string Network, string? Place, bool IsProgram, bool IsCurrent, DateTimeOffset CreatedAt, DateTimeOffset SeenAt,
        DateTimeOffset ExpiresAt);

    public async Task<Outcome<Result>> RunAsync(IEnumerable<ISessionStore> stores, RequestContext request, CancellationToken stop)
    {
        if (request.Principal.Claims is not { } own) return Refusal.NotFound();
        var live = await stores.For(request.Face).ListAsync(own.Subject, stop);
        return new Result(
        [
            .. live.Select(s => new Row(
                s.Id, Device.Of(s.UserAgent), NetworkPlace.Of(s.Address), s.Place, s.IsProgram, s.Id == own.Session, s.CreatedAt, s.SeenAt, s.ExpiresAt))
                .OrderByDescending(r => r.IsCurrent)
        ]);
    }
}

/// <summary>Finds the store of a face's sessions.</summary>
public static class SessionStores
{
    /// <summary>The one that keeps the sessions of a face's people.</summary>
    public static ISessionStore For(this IEnumerable<ISessionStore> stores, Face face) => stores.Single(s => s.Keeps(face));
}
