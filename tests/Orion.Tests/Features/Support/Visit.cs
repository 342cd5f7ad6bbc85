using System.Net;
using System.Text.Json;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Support;

/// <summary>Support access to Acme, step by step, as Sol of the console.</summary>
internal sealed class Visit(OrionApp app, Who who = Who.Helper)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public Guid Store => app.World["acme"].Id;

    /// <summary>With a token of its own each time: the tests' clock runs past ten minutes.</summary>
    public HttpClient Console => app.AdminApi(who);

    public HttpClient Owner => app.Api("acme", Who.Owner);

    public async Task<Guid> AskAsync(Guid? person = null)
    {
        using var asked = await Console.PostJsonAsync(
            $"/api/v1/admin/stores/{Store}/support", new { @as = person ?? app.World["acme"].Owner.Id, reason = "A customer is charged twice." });
        Assert.Equal(HttpStatusCode.Created, asked.StatusCode);
        return (await asked.JsonAsync()).GetProperty("id").GetGuid();
    }

    public async Task<Guid> AllowedAsync(int hours = 1, Guid? person = null)
    {
        var id = await AskAsync(person);
        using var allowed = await Owner.PostJsonAsync($"/api/v1/store/support-access/{id}/approval", new { hours });
        Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
        return id;
    }

    public async Task<string> TicketAsync(Guid access)
    {
        using var ready = await Console.PostJsonAsync($"/api/v1/admin/stores/{Store}/support/{access}/entry", new { });
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        return (await ready.JsonAsync()).GetProperty("ticket").GetString()!;
    }

    /// <summary>A program that has entered, with what it was given.</summary>
    public async Task<(HttpClient Program, JsonElement Given)> EnterAsync(Guid access)
    {
        var program = app.Api("acme");
        using var entered = await program.PostJsonAsync("/api/v1/store/auth/support", new { ticket = await TicketAsync(access) });
        Assert.Equal(HttpStatusCode.OK, entered.StatusCode);
        var given = await entered.JsonAsync();
        program.DefaultRequestHeaders.Authorization = new("Bearer", given.GetProperty("accessToken").GetString());
        return (program, given);
    }

    /// <summary>A browser that has entered.</summary>
    public async Task<HttpClient> BrowseAsync(Guid access)
    {
        var browser = app.Dashboard("acme", Who.Nobody);
        var ticket = await TicketAsync(access);
        Assert.Contains("Enter as", await browser.GetStringAsync("/store/support-entry?ticket=" + ticket, Stop), StringComparison.Ordinal);
        using var entered = await browser.PostFormAsync("/store/support-entry", ("ticket", ticket));
        Assert.Equal(HttpStatusCode.SeeOther, entered.StatusCode);
        return browser;
    }

    public static async Task<(HttpStatusCode Status, string Code)> AnswerAsync(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        var text = await answer.TextAsync();
        return (answer.StatusCode, text.StartsWith('{') && JsonDocument.Parse(text).RootElement.TryGetProperty("code", out var code) ? code.GetString()! : "");
    }
}
