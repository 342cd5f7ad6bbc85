using System.Text.Json;
using Orion.Features.Core;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Core.Teams;

/// <summary>People of a store's team, as the tests of the team need them.</summary>
internal static class TeamApp
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A program of somebody who signed in with e-mail and password.</summary>
    public static async Task<HttpClient> SignInAsync(this OrionApp app, string store, string email)
    {
        var client = app.Api(store);
        using var answer = await client.PostJsonAsync("/api/v1/store/auth/login", new { email, password = World.Password });
        Assert.Equal("OK", $"{answer.StatusCode}");
        client.DefaultRequestHeaders.Authorization = new("Bearer", (await answer.JsonAsync()).GetProperty("accessToken").GetString());
        return client;
    }

    /// <summary>A store of its own, so that a test may change its team.</summary>
    public static async Task<StoreWorld> StoreAsync(this OrionApp app)
    {
        var code = "s" + Guid.CreateVersion7().ToString("n")[20..];
        return await app.Make.StoreAsync(Orion.Features.Tenancy.Store.Open(
            app.World.HarbourId, code, $"Store {code}", "USD", "en-US", "UTC", "US", $"hello@{code}.test"));
    }

    /// <summary>A client of a store that is not in the world.</summary>
    public static async Task<HttpClient> AsAsync(this OrionApp app, StoreWorld store, string email)
    {
        var client = app.Clients.Raw(store.Host);
        using var answer = await client.PostJsonAsync("/api/v1/store/auth/login", new { email, password = World.Password });
        Assert.Equal("OK", $"{answer.StatusCode}");
        client.DefaultRequestHeaders.Authorization = new("Bearer", (await answer.JsonAsync()).GetProperty("accessToken").GetString());
        return client;
    }

    /// <summary>The key of a member's place in the team.</summary>
    public static async Task<string> MemberIdAsync(this HttpClient client, string email)
    {
        var team = await client.GetJsonAsync("/api/v1/store/team");
        return team.GetProperty("items").EnumerateArray().Single(m => m.GetProperty("email").GetString() == email).GetProperty("id").GetString()!;
    }

    /// <summary>Sends JSON by any method, and gives the status and the problem's code.</summary>
    public static async Task<(int Status, JsonElement Body)> SendAsync(this HttpClient client, string method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method != "GET") request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        if (body is not null) request.Content = new StringContent(JsonSerializer.Serialize(body, JsonSerializerOptions.Web), System.Text.Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(request, Stop);
        var text = await answer.TextAsync();
        return ((int)answer.StatusCode, text.StartsWith('{') ? JsonDocument.Parse(text).RootElement : default);
    }

    /// <summary>The stable code of a refusal.</summary>
    public static string Code(this (int Status, JsonElement Body) answer) =>
        answer.Body.ValueKind == JsonValueKind.Object && answer.Body.TryGetProperty("code", out var code) ? $"{answer.Status} {code}" : $"{answer.Status}";
}
