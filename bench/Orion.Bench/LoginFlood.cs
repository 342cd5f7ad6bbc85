using System.Globalization;
using System.Net;
using System.Text;

namespace Orion.Bench;

/// <summary>
/// Wrong passwords, as many as are answered, from made-up network addresses so that no limit answers in bcrypt's place: every other
/// one at an account that there is. Runs until it is disposed of.
/// </summary>
internal sealed class LoginFlood : IAsyncDisposable
{
    private const int Callers = 24;

    private readonly CancellationTokenSource end = new();
    private readonly Task callers;
    private int compared;
    private int refused;

    public LoginFlood(Installation orion) =>
        callers = Task.WhenAll(Enumerable.Range(0, Callers).Select(n => CallAsync(new Uri($"http://kiln.localhost:{orion.Port}/api/v1/store/auth/login"), n)));

    /// <summary>How many passwords were compared.</summary>
    public int Compared => compared;

    /// <summary>How many callers were told to come back, because enough were waiting.</summary>
    public int Refused => refused;

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await callers;
        end.Dispose();
    }

    private async Task CallAsync(Uri address, int caller)
    {
        using var client = Http.Client();
        for (var n = 0; !end.IsCancellationRequested; n++)
        {
            using var request = Http.Request(HttpMethod.Post, address);
            var email = (n + caller) % 2 == 0 ? "owner@kiln.test" : string.Create(CultureInfo.InvariantCulture, $"guess{caller}-{n}@kiln.test");
            request.Content = new StringContent($$"""{"email":"{{email}}","password":"not the password"}""", Encoding.UTF8, "application/json");
            request.Headers.Add("X-Forwarded-For", string.Create(CultureInfo.InvariantCulture, $"10.{caller}.{n / 250 % 250}.{n % 250}"));
            try
            {
                using var answer = await client.SendAsync(request, end.Token);
                if (answer.StatusCode == HttpStatusCode.Unauthorized) Interlocked.Increment(ref compared);
                else if (answer.StatusCode == HttpStatusCode.ServiceUnavailable) Interlocked.Increment(ref refused);
                else throw new InvalidOperationException($"A wrong password was answered with {(int)answer.StatusCode}.");
                if (answer.StatusCode == HttpStatusCode.ServiceUnavailable) await Task.Delay(50, end.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
