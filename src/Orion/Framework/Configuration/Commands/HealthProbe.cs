namespace Orion.Framework.Configuration.Commands;

/// <summary><c>orion health ADDRESS</c>: asks a running server whether it lives. For containers without other tools; opens no database.</summary>
internal static class HealthProbe
{
    /// <summary>Exit code 0 when the server answers, 1 otherwise.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var address = arguments.FirstOrDefault() ?? "http://localhost:5000";
        if (!Uri.TryCreate(address.TrimEnd('/') + "/health/live", UriKind.Absolute, out var uri)) return 2;
        await using var services = new ServiceCollection().AddHttpClient().BuildServiceProvider();
        using var client = services.GetRequiredService<IHttpClientFactory>().CreateClient();
        client.Timeout = TimeSpan.FromSeconds(2);
        try
        {
            using var answer = await client.GetAsync(uri);
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception away) when (away is HttpRequestException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"orion: {uri} does not answer.");
            return 1;
        }
    }
}
