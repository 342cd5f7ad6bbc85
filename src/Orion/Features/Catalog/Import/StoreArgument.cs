namespace Orion.Features.Catalog.Import;

/// <summary>The store that a verb is called for.</summary>
internal static class StoreArgument
{
    /// <summary>Finds it by its code; says on <paramref name="error"/> which there are when there is none such.</summary>
    public static async Task<TenantInfo?> FindAsync(IServiceProvider services, string code, TextWriter error, CancellationToken stop)
    {
        if (await services.GetRequiredService<ITenantSource>().LoadByIdentifierAsync(code, stop) is { } found) return found;
        await using var scope = services.CreateAsyncScope();
        var codes = await scope.ServiceProvider.GetRequiredService<PlatformDb>().Set<Tenancy.Store>()
            .OrderBy(s => s.Code).Select(s => s.Code).Take(50).ToListAsync(stop);
        await error.WriteLineAsync(codes.Count == 0
            ? $"orion: there is no store '{code}'; there are no stores yet."
            : $"orion: there is no store '{code}'. There {(codes.Count == 1 ? "is" : "are")}: {string.Join(", ", codes)}{(codes.Count == 50 ? ", ..." : "")}");
        return null;
    }
}
