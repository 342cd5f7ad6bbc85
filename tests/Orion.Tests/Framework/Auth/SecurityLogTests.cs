using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Framework.Auth;

/// <summary>Whoever is not let in, not allowed or held back leaves a line that names no address of a person.</summary>
public sealed class SecurityLogTests(Server server) : IAsyncLifetime
{
    private readonly Lines lines = new();
    private OrionApp app = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => app = await OrionApp.StartAsync(
        server, new AppOptions { Services = s => s.AddSingleton<ILoggerProvider>(lines), Settings = { ["Limits:SignIn:PerAccount"] = "2" } });

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Wrong_passwords_and_attempts_beyond_the_limit_leave_a_line()
    {
        using var program = app.Api("acme");
        using var browser = app.Dashboard("acme", Who.Nobody);
        (await program.PostJsonAsync("/api/v1/store/auth/login", new { email = "owner@acme.test", password = "a wrong one" })).Dispose();
        (await browser.PostFormAsync("/store/login", ("email", "owner@acme.test"), ("password", "a wrong one"))).Dispose();
        (await program.PostJsonAsync("/api/v1/store/auth/login", new { email = "owner@acme.test", password = World.Password })).Dispose();

        Assert.Equal(["bad_credentials (401)", "bad_credentials (422)", "too_many_attempts (429)"], Kinds());
        Assert.All(lines.All, l => Assert.Contains(app.World["acme"].Id.ToString(), l, StringComparison.Ordinal));
        Assert.DoesNotContain(lines.All, l => l.Contains('@', StringComparison.Ordinal) || l.Contains("wrong", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_not_allowed_and_what_was_forged_leaves_a_line()
    {
        using var staff = app.Api("acme", Who.Staff);
        using var forbidden = await staff.PostJsonAsync("/api/v1/store/team/invitations", new { email = "friend@example.test", role = "staff" });
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
        using var forged = app.Clients.Raw(app.World["acme"].Host);
        forged.DefaultRequestHeaders.Authorization = new("Bearer", "e30.e30.e30");
        (await forged.GetAsync("/api/v1/store/orders", Stop)).Dispose();
        using var page = app.Clients.Raw(app.World["acme"].Host);
        page.DefaultRequestHeaders.Add("Cookie", "__Host-orion-store=e30.e30.e30");
        (await page.GetAsync("/store/orders", Stop)).Dispose();
        using var stranger = app.Clients.Raw(app.World["acme"].Host);
        stranger.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        (await stranger.PostFormAsync("/store/logout")).Dispose();

        Assert.Equal(["forbidden (403)", "unauthenticated (401)", "invalid_token (401)", "cross_site (403)"], Kinds());
        Assert.Contains(app.World["acme"].Staff.Id.ToString(), lines.All[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_served_or_simply_not_there_leaves_none()
    {
        using var owner = app.Dashboard("acme");
        (await owner.GetAsync("/store/orders", Stop)).Dispose();
        (await owner.GetAsync("/store/nothing-here", Stop)).Dispose();
        using var nobody = app.Dashboard("acme", Who.Nobody);
        (await nobody.GetAsync("/store/orders", Stop)).Dispose();
        Assert.Empty(lines.All);
    }

    private List<string> Kinds() => [.. lines.All.Select(l => l["Refused: ".Length..l.IndexOf(" at ", StringComparison.Ordinal)])];

    private sealed class Lines : ILoggerProvider
    {
        private readonly ConcurrentQueue<string> queue = new();

        public List<string> All => [.. queue];

        public ILogger CreateLogger(string categoryName) => new Logger(categoryName == "Orion.Security" ? queue : []);

        public void Dispose()
        {
        }

        private sealed class Logger(ConcurrentQueue<string> queue) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                queue.Enqueue(formatter(state, exception));
        }
    }
}
