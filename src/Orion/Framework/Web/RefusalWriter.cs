using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orion.Framework.Web;

/// <summary>Writes a refusal in the way of the door that was used.</summary>
public static class RefusalWriter
{
    /// <summary>Problem document on the API; on a page the form that was sent, or an error page of the face.</summary>
    public static async Task WriteAsync(HttpContext http, Refusal refusal)
    {
        var request = http.Features.GetRequiredFeature<RequestContext>();
        Auth.SecurityLog.Note(http, refusal);
        // The browser is not told of what was rolled back, such as a cart that did not come to be.
        http.Response.Headers.Remove("Set-Cookie");
        if (refusal.RetryAfter is { } seconds) http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (request.Door == Door.Api)
        {
            // RFC 9110, 11.6.1: a 401 says by which scheme one signs in.
            if (refusal.Status == 401 && http.Response.Headers.WWWAuthenticate.Count == 0)
                http.Response.Headers.WWWAuthenticate = "Bearer realm=\"orion\"";
            await WriteProblemAsync(http, refusal, request);
            return;
        }

        if (http.GetEndpoint()?.Metadata.GetMetadata<FormPage>() is { } form && request.StatusOverride is null
            && refusal.Status is 400 or 402 or 409 or 413 or 415 or 422 or 429)
        {
            var errors = refusal.Errors ?? new Dictionary<string, string[]> { [""] = [refusal.Title] };
            request.Form = new FormState(request.Typed, errors);
            request.StatusOverride = refusal.Status;
            await form.ShowAgain(http);
            return;
        }

        await http.RequestServices.GetRequiredService<IErrorPages>().WriteAsync(http, refusal);
    }

    private static async Task WriteProblemAsync(HttpContext http, Refusal refusal, RequestContext request)
    {
        var problem = new JsonObject
        {
            ["type"] = $"urn:orion:problem:{refusal.Code}",
            ["title"] = refusal.Title,
            ["status"] = refusal.Status,
            ["code"] = refusal.Code
        };
        if (refusal.Errors is { Count: > 0 } errors)
            problem["errors"] = JsonSerializer.SerializeToNode(errors, JsonSettings.Options);
        foreach (var (name, value) in refusal.Extras ?? new Dictionary<string, object?>())
            problem[name] = JsonSerializer.SerializeToNode(value, JsonSettings.Options);
        problem["traceId"] = request.CorrelationId is { Length: > 0 } id ? id : Activity.Current?.Id ?? http.TraceIdentifier;

        http.Response.StatusCode = refusal.Status;
        http.Response.ContentType = "application/problem+json";
        var bytes = JsonSerializer.SerializeToUtf8Bytes(problem, JsonSettings.Options);
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }
}

/// <summary>Endpoint metadata: how to show a form again when what it sent was refused.</summary>
public sealed record FormPage(RequestDelegate ShowAgain);

/// <summary>Error pages in the look of the face in which they happen.</summary>
public interface IErrorPages
{
    /// <summary>Writes the whole page, with the refusal's status.</summary>
    Task WriteAsync(HttpContext http, Refusal refusal);
}
