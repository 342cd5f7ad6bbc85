using System.Net;
using System.Text.Json;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Orders;

/// <summary>Someone who buys through the JSON API.</summary>
internal sealed class Buyer(HttpClient api, string country = "US") : IDisposable
{
    private const string Carts = "/api/v1/shop/carts";

    public HttpClient Api => api;

    /// <summary>A cart with these lines; its token.</summary>
    public async Task<string> CartAsync(params (Guid Variant, int Quantity)[] lines)
    {
        using var opened = await api.PostJsonAsync(Carts, new { });
        Assert.Equal(HttpStatusCode.Created, opened.StatusCode);
        var token = (await opened.JsonAsync()).GetProperty("token").GetString()!;
        foreach (var (variant, quantity) in lines)
        {
            using var added = await AddAsync(token, variant, quantity);
            Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        }

        return token;
    }

    public Task<HttpResponseMessage> AddAsync(string token, object variant, object quantity) =>
        api.PostJsonAsync($"{Carts}/{token}/items", new { variantId = variant, quantity });

    public Task<JsonElement> ShowAsync(string token) => api.GetJsonAsync($"{Carts}/{token}");

    /// <summary>Orders a cart: status and answer.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body)> OrderAsync(
        string token, string? outcome = null, string? key = null, string email = "ada@example.test", string? expected = null, string currency = "USD")
    {
        var body = Body(outcome, email, expected is null ? null : new { amount = expected, currency });
        using var response = await api.PostJsonAsync($"{Carts}/{token}/order", body, key is null ? [] : [("Idempotency-Key", key)]);
        return (response.StatusCode, await response.JsonAsync());
    }

    public void Dispose() => api.Dispose();

    private object Body(string? outcome, string email, object? expectedTotal) => new
    {
        email,
        shippingAddress = country switch
        {
            "JP" => new { name = "Ada Byron", line1 = "1-2-3 Marunouchi", city = "Chiyoda-ku", postalCode = "100-0005", region = "Tokyo", country },
            "DE" => new { name = "Ada Byron", line1 = "Lange Straße 1", city = "Berlin", postalCode = "10115", region = "", country },
            _ => new { name = "Ada Byron", line1 = "1 Mill Lane", city = "New York", postalCode = "10001", region = "NY", country }
        },
        shippingMethod = "standard",
        payment = new { provider = "test", outcome },
        expectedTotal
    };
}

/// <summary>Short names for what answers hold.</summary>
internal static class AnswerReading
{
    public static string? Code(this JsonElement body) => body.TryGetProperty("code", out var code) ? code.GetString() : null;

    public static string? Text(this JsonElement body, string name) => body.GetProperty(name).GetString();

    public static long Number(this JsonElement body) => body.GetProperty("number").GetInt64();

    public static string Amount(this JsonElement body, string name) => body.GetProperty(name).GetProperty("amount").GetString()!;
}
