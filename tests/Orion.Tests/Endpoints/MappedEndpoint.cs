using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Orion.Framework.Auth;
using Orion.Framework.Web;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Endpoints;

/// <summary>An endpoint as the running application has it.</summary>
public sealed partial record MappedEndpoint(string Method, string Pattern, Mount Mount, Access Access, bool IsClosedToSupport)
{
    /// <summary>Method, face and pattern inside the face: the key of its row.</summary>
    public string Operation => $"{Method} {Mount.Face.ToString().ToLowerInvariant()} {Inside}";

    /// <summary>The address on the face's own host, with parameters without their constraints.</summary>
    public string Address => Mount is { Door: Door.Page, Face: Face.Shop } ? Inside : Pattern;

    /// <summary>A host that serves the face for a store; the platform's for the console.</summary>
    public string HostFor(StoreWorld store) => Mount.Face == Face.Admin ? store.PlatformHost : store.Host;

    public override string ToString() => $"{Mount.Door} {Operation}";

    /// <summary>Every endpoint that belongs to a face.</summary>
    public static IReadOnlyList<MappedEndpoint> All(OrionApp app) =>
    [
        .. app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<Mount>() is not null)
            .Select(e => new MappedEndpoint(
                e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0],
                Parameter().Replace("/" + e.RoutePattern.RawText!.Trim('/'), "{$1}"),
                e.Metadata.GetMetadata<Mount>()!,
                e.Metadata.GetMetadata<Access>()!,
                e.Metadata.GetMetadata<NotInSupport>() is not null))
            .OrderBy(e => e.Pattern, StringComparer.Ordinal).ThenBy(e => e.Method, StringComparer.Ordinal)
    ];

    [GeneratedRegex(@"\{\**([A-Za-z]+)[^}]*\}")]
    internal static partial Regex Parameter();

    private string Inside
    {
        get
        {
            var face = "/" + Mount.Face.ToString().ToLowerInvariant();
            var prefix = Mount.Door == Door.Api ? "/api/v1" + face : face;
            return Pattern.Length > prefix.Length ? Pattern[prefix.Length..] : "/";
        }
    }
}
