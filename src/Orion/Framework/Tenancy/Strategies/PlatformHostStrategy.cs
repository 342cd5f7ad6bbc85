using Microsoft.Extensions.Options;

namespace Orion.Framework.Tenancy.Strategies;

/// <summary>
/// The platform's own host: <c>platform.com</c> and <c>admin.platform.com</c>. Where the setting allows it, the path names a
/// store there: <c>platform.com/stores/acme/...</c>.
/// </summary>
public sealed class PlatformHostStrategy(IOptions<TenancyOptions> options) : ITenantStrategy
{
    /// <summary>The label before the platform's host on which its console is served.</summary>
    public const string AdminLabel = "admin";

    public int Priority => 20;

    public async ValueTask<TenantResolution?> ResolveAsync(
        HttpContext http, string host, ITenantStore stores, CancellationToken stop)
    {
        var console = host.StartsWith(AdminLabel + ".", StringComparison.Ordinal);
        var platform = await stores.FindPlatformAsync(console ? host[(AdminLabel.Length + 1)..] : host, stop);
        if (platform is null) return null;
        if (console || !options.Value.PathMode || CodeInPath(http.Request.Path) is not { } code)
            return new TenantResolution(TenancyMode.Platform, platform, null);

        // A store of another platform is no store here.
        var store = await stores.FindByIdentifierAsync(code, stop);
        return store?.Platform.Id == platform.Id
            ? new TenantResolution(TenancyMode.Path, platform, store, $"/stores/{code}")
            : null;
    }

    private static string? CodeInPath(PathString path)
    {
        if (!path.StartsWithSegments("/stores", StringComparison.Ordinal, out var rest)) return null;
        var text = rest.Value.AsSpan();
        if (text.Length < 2) return null;
        text = text[1..];
        var end = text.IndexOf('/');
        return (end < 0 ? text : text[..end]).ToString();
    }
}
