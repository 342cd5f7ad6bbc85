using System.Diagnostics.Metrics;

namespace Orion.Framework.Auth;

/// <summary>
/// Writes a line, and counts, where somebody was not let in, was not allowed or was held back: what an operator looks for after, or during,
/// an attack. Names people by their keys alone; the line's correlation id leads to the rest.
/// </summary>
public static partial class SecurityLog
{
    private static readonly Counter<long> Refusals = new Meter("Orion.Auth").CreateCounter<long>(
        "orion.security.refusals", description: "Refused sign-ins, tokens, permissions, cross-site requests and attempts beyond a limit.");

    /// <summary>The refusals that say that a proof of who one is was wrong, whatever their status is on a page.</summary>
    private static readonly HashSet<string> WrongProofs = ["bad_credentials", "bad_code", "bad_link", "challenge_ended", "invitation_gone"];

    /// <summary>Notes a refusal if it is of this kind.</summary>
    public static void Note(HttpContext http, Refusal refusal)
    {
        if (refusal.Status is 401 or 403 or 429 || WrongProofs.Contains(refusal.Code)) Note(http, refusal.Code, refusal.Status);
    }

    /// <summary>Notes that a token was none, had expired, had been revoked or was of another place.</summary>
    public static void NoteToken(HttpContext http) => Note(http, "invalid_token", StatusCodes.Status401Unauthorized);

    private static void Note(HttpContext http, string code, int status)
    {
        var request = http.Features.Get<RequestContext>();
        var face = (request?.Face ?? Face.None).ToString().ToLowerInvariant();
        Refusals.Add(1, new("code", code), new("face", face));
        var log = http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Orion.Security");
        var who = request?.Principal.Claims?.Subject.ToString() ?? "nobody";
        Refused(log, code, status, face, request?.StoreId, (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(none)", who);
    }

    [LoggerMessage(LogLevel.Information, "Refused: {Code} ({Status}) at {Face} of {Store}, {Route}, to {Who}")]
    private static partial void Refused(ILogger log, string code, int status, string face, Guid? store, string route, string who);
}
