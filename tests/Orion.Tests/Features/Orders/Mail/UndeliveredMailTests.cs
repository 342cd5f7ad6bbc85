using System.Net;
using Orion.Tests.Fixtures;
using Orion.Tests.Framework.Jobs;

namespace Orion.Tests.Features.Orders.Mail;

public sealed class UndeliveredMailTests(Server server)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_could_not_be_sent_is_shown_to_the_team_and_sent_to_the_corrected_address()
    {
        await using var sink = new SmtpSink();
        sink.Refuses["gone@xn--bung-zra.de"] = true;
        await using var app = await StartAsync(sink);
        using var buyer = new Buyer(app.Api("acme"));
        using var owner = app.Api("acme", Who.Owner);
        using var dashboard = app.Dashboard("acme");
        var (_, order) = await buyer.OrderAsync(await buyer.CartAsync((app.World["acme"].Mug.Variant, 1)), email: "gone@übung.de");
        var path = $"/api/v1/store/orders/{order.Number()}";
        await JobRequests.UntilAsync(async () => (await owner.GetJsonAsync(path)).GetProperty("undeliveredMails").GetArrayLength() == 1, "it is known");

        var shown = await owner.GetJsonAsync(path);
        var page = await (await dashboard.GetAsync($"/store/orders/{order.Number()}", Stop)).TextAsync();
        var home = await (await dashboard.GetAsync("/store", Stop)).TextAsync();
        var listed = await owner.GetJsonAsync("/api/v1/store/orders?status=email-failed");
        Assert.Equal("confirmation", shown.GetProperty("undeliveredMails")[0].GetString());
        Assert.Contains("mail-failed", shown.GetProperty("timeline").EnumerateArray().Select(h => h.Text("event")));
        Assert.Contains("The confirmation to gone@übung.de couldn", page, StringComparison.Ordinal);
        Assert.Contains($"An email about order #{order.Number()} couldn", home, StringComparison.Ordinal);
        Assert.Equal(order.Number(), Assert.Single(listed.GetProperty("items").EnumerateArray()).Number());

        using var refused = await dashboard.PostFormAsync($"/store/orders/{order.Number()}/mails", ("email", "a..b@example.com"));
        using var again = await dashboard.PostFormAsync($"/store/orders/{order.Number()}/mails", ("email", "there@übung.de"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.SeeOther), (refused.StatusCode, again.StatusCode));
        await JobRequests.UntilAsync(() => Task.FromResult(sink.Taken.Count > 0), "it was sent");
        await JobRequests.UntilAsync(async () => Events(await owner.GetJsonAsync(path)).Contains("mail-sent"), "that is known");
        using var needless = await owner.PostJsonAsync(path + "/mails", new { });

        Assert.Equal("there@xn--bung-zra.de", Assert.Single(sink.Taken).To);
        Assert.Equal(["placed", "mail-failed", "email-corrected", "mail-again", "mail-sent"], Events(await owner.GetJsonAsync(path)));
        Assert.Equal((HttpStatusCode.Conflict, "nothing_to_send"), (needless.StatusCode, (await needless.JsonAsync()).Code()));
        Assert.DoesNotContain("An email about order", await (await dashboard.GetAsync("/store", Stop)).TextAsync(), StringComparison.Ordinal);
        Assert.NotEqual("0", await app.AskAsync("select count(*) from audit_logs where entity = 'order' and actor_kind = 'Team'"));
    }

    [Fact]
    public async Task A_server_that_is_never_there_leaves_the_mail_undelivered_at_the_last_try()
    {
        await using var app = await StartAsync(sink: null, ("Jobs:MostAttempts", "1"));
        using var buyer = new Buyer(app.Api("acme"));
        using var owner = app.Api("acme", Who.Owner);
        var (_, order) = await buyer.OrderAsync(await buyer.CartAsync((app.World["acme"].Mug.Variant, 1)));
        var path = $"/api/v1/store/orders/{order.Number()}";

        await JobRequests.UntilAsync(async () => (await owner.GetJsonAsync(path)).GetProperty("undeliveredMails").GetArrayLength() == 1, "it is known");
    }

    private static List<string> Events(System.Text.Json.JsonElement order) =>
        [.. order.GetProperty("timeline").EnumerateArray().Select(h => h.Text("event")!)];

    private Task<OrionApp> StartAsync(SmtpSink? sink, params (string Name, string Value)[] more)
    {
        var options = new AppOptions
        {
            Workers = true,
            Settings =
            {
                ["Jobs:Poll"] = "00:00:00.050",
                ["Mail:Host"] = "127.0.0.1",
                // A port that nobody listens at.
                ["Mail:Port"] = $"{sink?.Port ?? 1}",
                ["Mail:Security"] = "None"
            }
        };
        foreach (var (name, value) in more) options.Settings[name] = value;
        return OrionApp.StartAsync(server, options);
    }
}
