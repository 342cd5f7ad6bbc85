using Npgsql;

namespace Orion.Bench;

/// <summary>
/// What the machine can do at best with the same Kestrel: the same number of bytes from memory, and the same bytes after one
/// primary-key SELECT. Everything else is measured as a ratio to these.
/// </summary>
internal static class LimitServer
{
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(args[0]);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        var app = builder.Build();
        await using var source = NpgsqlDataSource.Create(args[1]);
        var bodies = new System.Collections.Concurrent.ConcurrentDictionary<int, byte[]>();
        byte[] Body(int size) => bodies.GetOrAdd(size, n => [.. Enumerable.Repeat((byte)'x', n)]);

        app.Run(async http =>
        {
            var size = int.Parse(http.Request.Query["size"].ToString(), System.Globalization.CultureInfo.InvariantCulture);
            if (http.Request.Path == "/select")
            {
                await using var command = source.CreateCommand("select name from platforms where id = $1");
                command.Parameters.Add(new NpgsqlParameter { Value = Guid.Parse(http.Request.Query["id"].ToString()) });
                await command.ExecuteScalarAsync(http.RequestAborted);
            }

            var body = Body(size);
            http.Response.ContentType = "text/html; charset=utf-8";
            http.Response.ContentLength = body.Length;
            await http.Response.Body.WriteAsync(body, http.RequestAborted);
        });
        await app.RunAsync();
        return 0;
    }
}
