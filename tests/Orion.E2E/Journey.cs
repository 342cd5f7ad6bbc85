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
    protected static async Task SignInAsync(IPage page, string email)
    {
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }
}
