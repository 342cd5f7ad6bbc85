using Microsoft.AspNetCore.Http.Features;
using Npgsql;

namespace Orion.Framework.Web;

/// <summary>
/// Turns everything that ends a request early into the answer of its face and door: bad input, missing routes, a database that
/// is away, and mistakes of our own.
/// </summary>
public sealed class RefusalMiddleware(RequestDelegate next, ILogger<RefusalMiddleware> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (Exception wrong) when (!http.Response.HasStarted)
        {
            if (http.RequestAborted.IsCancellationRequested)
            {
                http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
                return;
            }

            await AnswerAsync(http, RefusalFor(wrong, http));
            return;
        }

        if (!http.Response.HasStarted && http.Response is { StatusCode: >= 400, ContentLength: null, ContentType: null }
            && RefusalFor(http.Response.StatusCode) is { } refusal)
            await AnswerAsync(http, refusal);
    }

    private static async Task AnswerAsync(HttpContext http, Refusal refusal)
    {
        // What was prepared for the answer that failed must not go out with this one; the guard headers stay.
        http.Response.Headers.Remove("Content-Encoding");
        http.Response.Headers.Remove("ETag");
        http.Response.Headers.CacheControl = "no-store";
        await refusal.ExecuteAsync(http);
    }

    private Refusal RefusalFor(Exception wrong, HttpContext http)
    {
        switch (wrong)
        {
            case InvalidInputException invalid:
                return invalid.Refusal;
            case BadHttpRequestException bad:
                return RefusalFor(bad.StatusCode) ?? new Refusal(bad.StatusCode, "malformed", "The request could not be read.");
            case DbUpdateConcurrencyException:
                return Refusal.Conflict("changed_meanwhile", "This was changed by someone else meanwhile. Look at it again, then repeat your change.");
        }

        if (UniqueIndexes.Overtaken(wrong) is { } twin)
        {
            log.LogWarning("{Route} was stopped by a change at the same time ({Constraint})", RouteOf(http), twin.ConstraintName);
            return UniqueIndexes.RefusalFor(twin);
        }

        if (IsAway(wrong))
        {
            log.LogWarning("The database did not answer {Route}: {Error}", RouteOf(http), wrong.GetType().Name);
            return new Refusal(503, "unavailable", "This is taking a short break. Please try again in a moment.") { RetryAfter = 2 };
        }

        log.LogError(wrong, "{Route} failed", RouteOf(http));
        SentrySdk.CaptureException(wrong);
        return new Refusal(500, "failed", "Something went wrong on our side. Nothing was lost; please try again.");
    }

    /// <summary>The template: raw addresses of orders and carts are secrets that don't belong into a log.</summary>
    private static string RouteOf(HttpContext http) => (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(no route)";

    private static Refusal? RefusalFor(int status) => status switch
    {
        400 => new(400, "malformed", "The request could not be read. Check what was sent."),
        401 => new(401, "unauthenticated", "Sign in first."),
        403 => new(403, "forbidden", "You may not do this."),
        404 => Refusal.NotFound(),
        405 => new(405, "method_not_allowed", "This address doesn't take that method."),
        408 => new(408, "timeout", "The request took too long to arrive."),
        413 => new(413, "too_large", "What was sent is too large."),
        414 => new(414, "address_too_long", "This address is too long."),
        415 => new(415, "unsupported_media_type", "This address doesn't take that kind of content."),
        429 => new(429, "too_many_requests", "Too many requests. Wait a little, then try again."),
        431 => new(431, "headers_too_large", "The request's headers are too large."),
        _ => null
    };

    private static bool IsAway(Exception? wrong)
    {
        for (; wrong is not null; wrong = wrong.InnerException)
            if (wrong is PostgresException { SqlState: "57P01" or "57P02" or "57P03" or "53300" or "55P03" or "57014" }
                or NpgsqlException { IsTransient: true } and not PostgresException
                or NpgsqlException { InnerException: System.Net.Sockets.SocketException or TimeoutException }
                or System.Net.Sockets.SocketException or DatabaseAwayException)
                return true;
        return false;
    }
}
