[assembly: AssemblyFixture(typeof(Orion.E2E.OrionServer))]
[assembly: Xunit.v3.Parallelization(MaxThreads = 2)]

namespace Orion.E2E;

/// <summary>The base of the journeys: opens pages in contexts that share nothing.</summary>
public abstract class Journey(OrionServer server) : IAsyncLifetime
{
    /// <summary>The password of every demo login.</summary>
    protected const string Password = "orion-demo-2026";

    // Generous, because a busy machine is slow, not wrong.
    private const float Patience = 60_000;

    private readonly List<IBrowserContext> contexts = [];

    /// <summary>The application under test.</summary>
    protected OrionServer Server { get; } = server;

    public ValueTask InitializeAsync()
    {
        SetDefaultExpectTimeout(Patience);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var context in contexts) await context.CloseAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A page in a browser of its own: a phone unless told otherwise.</summary>
    protected async Task<IPage> OpenAsync(string address, bool javaScript = true, int width = 390, int height = 844, bool dark = false)
    {
        var context = await Server.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            JavaScriptEnabled = javaScript,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light
        });
        contexts.Add(context);
        context.SetDefaultTimeout(Patience);
        var page = await context.NewPageAsync();
        await page.GotoAsync(address);
        return page;
    }

    /// <summary>Signs in on whichever login page is shown.</summary>
    protected static async Task SignInAsync(IPage page, string email, string password = Password)
    {
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    /// <summary>Waits for a mail in which all of the words stand, and gives its text as it was sent.</summary>
    protected async Task<string> WaitForMailAsync(params string[] words)
    {
        string? found = null;
        await EventuallyAsync(async () =>
        {
            if (!Directory.Exists(Server.MailFolder)) return false;
            foreach (var file in Directory.EnumerateFiles(Server.MailFolder, "*.eml", SearchOption.AllDirectories))
            {
                // Quoted-printable text: soft line breaks go, and what was escaped is itself again.
                var text = (await File.ReadAllTextAsync(file)).Replace("=\r\n", "", StringComparison.Ordinal)
                    .Replace("=\n", "", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal);
                if (words.All(w => text.Contains(w, StringComparison.OrdinalIgnoreCase))) found = text;
            }

            return found is not null;
        });
        return found!;
    }

    /// <summary>Looks again and again until it is so, for a minute at most.</summary>
    protected static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        for (var clock = System.Diagnostics.Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromSeconds(60); await Task.Delay(250))
            if (await holds()) return;
        Assert.Fail("It did not come to be within a minute.");
    }
}
