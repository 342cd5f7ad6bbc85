using System.Diagnostics;
using System.Net;

namespace Orion.Bench;

/// <summary>Requests that write, by a few programs at once: each sends its next one when the last was answered.</summary>
internal static class ApiLoad
{
    /// <summary>How many send at once.</summary>
    public const int Callers = 8;

    /// <summary>Requests a second, the median of three rounds after two rounds that were alike.</summary>
    /// <param name="orion">What is called.</param>
    /// <param name="request">The n-th request of a caller.</param>
    /// <param name="expected">What each must be answered with.</param>
    /// <param name="length">How long a round lasts.</param>
    public static async Task<double> RunAsync(
        Installation orion, Func<int, int, HttpRequestMessage> request, HttpStatusCode expected, TimeSpan length)
    {
        using var client = Http.Client();
        var next = new int[Callers];
        await orion.OnBothCoresAsync(async () =>
        {
            var before = 0.0;
            for (var round = 0; round < 10; round++)
            {
                var now = await RoundAsync(client, request, expected, next, length);
                if (round > 1 && now < before * 1.03) break;
                before = Math.Max(now, before);
            }

            return true;
        });
        List<double> rates = [];
        for (var round = 0; round < 3; round++) rates.Add(await RoundAsync(client, request, expected, next, length));
        return rates.Order().ElementAt(1);
    }

    private static async Task<double> RoundAsync(
        HttpClient client, Func<int, int, HttpRequestMessage> request, HttpStatusCode expected, int[] next, TimeSpan length)
    {
        var count = 0;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async caller =>
        {
            while (clock.Elapsed < length)
            {
                using var sent = request(caller, next[caller]++);
                using var answer = await client.SendAsync(sent);
                if (answer.StatusCode != expected)
                    throw new InvalidOperationException($"{sent.RequestUri} was answered with {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
                Interlocked.Increment(ref count);
            }
        }));
        return count / clock.Elapsed.TotalSeconds;
    }
}
