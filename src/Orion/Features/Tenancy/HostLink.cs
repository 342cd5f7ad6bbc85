namespace Orion.Features.Tenancy;

/// <summary>Links from one host of the installation to another: same scheme, same port.</summary>
internal static class HostLink
{
    /// <summary>The address of a host's first page, with a slash at the end.</summary>
    public static string To(RequestContext request, string host) =>
        Uri.TryCreate(request.Origin, UriKind.Absolute, out var here) && !here.IsDefaultPort
            ? $"{here.Scheme}://{host}:{here.Port}/"
            : $"{here?.Scheme ?? "https"}://{host}/";
}
