using System.Net;
using System.Net.Sockets;
using Orion.Framework.Configuration;

namespace Orion.Framework.Net;

/// <summary>What came back.</summary>
/// <param name="Content">The body; null when it could not be had.</param>
/// <param name="Problem">Why not, as a sentence without anything that the other side wrote.</param>
/// <param name="IsHostDown">Whether nothing at all can be had right now from the host that was asked.</param>
/// <param name="IsSlow">Whether the time was up. That is said of this address alone.</param>
public sealed record Fetched(byte[]? Content, string? Problem, bool IsHostDown = false, bool IsSlow = false)
{
    internal static Fetched Failed(string problem, bool isHostDown = false) => new(null, problem, isHostDown);
}

/// <summary>
/// Fetches an address that somebody else has given: http and https only, public addresses only (<see cref="GuardedConnection"/>),
/// at most three redirects, ten seconds, and no more bytes than the caller takes.
/// </summary>
public sealed class SafeFetch(IHttpClientFactory clients)
{
    /// <summary>The name of the HTTP client.</summary>
    public const string Client = "safe-fetch";

    private const int MostRedirects = 3;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>Whether a text is an address that could be fetched: absolute, http or https, without a user's name.</summary>
    public static bool IsAddress(string? text, out Uri address)
    {
        address = null!;
        if (text is null || !Uri.TryCreate(text, UriKind.Absolute, out var found)) return false;
        address = found;
        return IsAddress(found);
    }

    /// <summary>Gets the body at an address; never throws for what the other side does.</summary>
    public async Task<Fetched> GetAsync(Uri address, int mostBytes, CancellationToken stop)
    {
        using var timed = CancellationTokenSource.CreateLinkedTokenSource(stop);
        timed.CancelAfter(Longest);
        using var client = clients.CreateClient(Client);
        var asked = address;
        for (var redirects = 0; ; redirects++)
        {
            var (fetched, next) = await AskAsync(client, asked, mostBytes, timed.Token, stop);
            // What a host that was only redirected to can't do says nothing of the one that was asked.
            if (fetched is not null) return fetched with { IsHostDown = fetched.IsHostDown && asked.Authority == address.Authority };
            if (redirects == MostRedirects) return Fetched.Failed($"It redirects more than {MostRedirects} times.");
            if (!Uri.TryCreate(asked, next, out var target) || !IsAddress(target)) return Fetched.Failed("It redirects to something that isn't http or https.");
            asked = target;
        }
    }

    private static bool IsAddress(Uri address) => address.Scheme is "http" or "https" && address.Host.Length > 0 && address.UserInfo.Length == 0;

    /// <summary>What came back from one address: a result, or where to look instead.</summary>
    private static async Task<(Fetched? Fetched, Uri? Next)> AskAsync(
        HttpClient client, Uri address, int mostBytes, CancellationToken timed, CancellationToken stop)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timed);
            if (answer.StatusCode is >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest && answer.Headers.Location is { } next)
                return (null, next);
            if (answer.StatusCode != HttpStatusCode.OK) return (Fetched.Failed($"The server answered {(int)answer.StatusCode}."), null);
            if (answer.Content.Headers.ContentLength > mostBytes) return (TooLarge(mostBytes), null);
            return (await ReadAsync(answer, mostBytes, timed), null);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return (new Fetched(null, $"No answer within {Longest.TotalSeconds:0} seconds.", IsSlow: true), null);
        }
        catch (HttpRequestException refused) when (refused.InnerException is RefusedAddressException)
        {
            return (Fetched.Failed(refused.InnerException.Message, isHostDown: true), null);
        }
        catch (HttpRequestException failed)
        {
            return (Fetched.Failed(Explain(failed), IsDown(failed)), null);
        }
        catch (Exception broken) when (broken is IOException or SocketException)
        {
            return (Fetched.Failed("The connection broke off."), null);
        }
        catch (Exception other) when (other is not OperationCanceledException)
        {
            // Whatever a stranger's server can make of our client, such as a header that it can't read: it is this picture's fault alone.
            return (Fetched.Failed("The answer can't be understood."), null);
        }
    }

    private static async Task<Fetched> ReadAsync(HttpResponseMessage answer, int mostBytes, CancellationToken stop)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(stop);
        using var kept = new MemoryStream((int)Math.Min(answer.Content.Headers.ContentLength ?? 64 * 1024, mostBytes));
        var buffer = new byte[64 * 1024];
        while (await body.ReadAsync(buffer, stop) is > 0 and var count)
        {
            if (kept.Length + count > mostBytes) return TooLarge(mostBytes);
            kept.Write(buffer, 0, count);
        }

        return new Fetched(kept.ToArray(), null);
    }

    private static Fetched TooLarge(int mostBytes) => Fetched.Failed($"It is larger than {mostBytes / 1_000_000} MB.");

    private static bool IsDown(HttpRequestException failed) =>
        failed.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
        || failed.InnerException is SocketException;

    private static string Explain(HttpRequestException failed) => failed switch
    {
        { HttpRequestError: HttpRequestError.NameResolutionError } => "The host's name is unknown.",
        { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } } =>
            "The host's name is unknown.",
        { HttpRequestError: HttpRequestError.SecureConnectionError } => "The host's certificate can't be trusted.",
        { HttpRequestError: HttpRequestError.ConnectionError } or { InnerException: SocketException } => "The host can't be reached.",
        _ => "The answer can't be understood."
    };
}

/// <summary>Registers guarded fetching.</summary>
public static class FetchRegistration
{
    /// <summary>Adds <see cref="SafeFetch"/> and what guards it.</summary>
    public static IServiceCollection AddOrionFetch(this IServiceCollection services, IConfiguration configuration)
    {
        var trusted = configuration.GetNetworks("Fetch:TrustedNetworks");
        services.Configure<FetchOptions>(fetch => fetch.TrustedNetworks = trusted);
        services.AddSingleton<IHostResolver, SystemHostResolver>();
        services.AddSingleton<GuardedConnection>();
        services.AddSingleton<SafeFetch>();
        services.AddHttpClient(SafeFetch.Client)
            .ConfigureHttpClient(client =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan;
                client.DefaultRequestHeaders.UserAgent.ParseAdd("Orion/1.0");
                client.DefaultRequestHeaders.Accept.ParseAdd("image/webp,image/jpeg,image/png,image/gif,image/*;q=0.8");
            })
            .ConfigurePrimaryHttpMessageHandler(provider => new SocketsHttpHandler
            {
                // A proxy would do the connecting in our place, past the guard.
                UseProxy = false,
                UseCookies = false,
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.None,
                MaxResponseHeadersLength = 32,
                MaxConnectionsPerServer = 8,
                ConnectCallback = provider.GetRequiredService<GuardedConnection>().ConnectAsync
            })
            .RemoveAllLoggers();
        return services;
    }
}
