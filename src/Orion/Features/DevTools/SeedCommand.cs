using System.Text.Json;
using Orion.Features.Tenancy;
using Orion.Framework.Configuration;

namespace Orion.Features.DevTools;

/// <summary><c>orion seed</c> fills an empty installation; <c>orion seed --list</c> says what is there, as JSON.</summary>
internal sealed class SeedCommand : ICommand
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public string Name => "seed";

    public string Usage => "seed [--list]           fill an empty installation with demo stores; --list prints stores, hosts and logins as JSON";

    public async Task<int> RunAsync(IServiceProvider services, string[] arguments, CancellationToken stop)
    {
        if (arguments is not ([] or ["--list"]))
        {
            await Console.Error.WriteLineAsync("orion: usage: orion " + Usage);
            return 2;
        }

        if (!services.GetRequiredService<IHostEnvironment>().IsDevelopment())
            throw new OperatorException("The demo's password is public, so demo stores are for Development alone (ASPNETCORE_ENVIRONMENT=Development).");
        await services.GetRequiredService<DemoSeed>().EnsureAsync(services, stop);
        if (arguments is []) return 0;

        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        Console.WriteLine(JsonSerializer.Serialize(await DemoListing.ReadAsync(db, stop), Readable));
        return 0;
    }
}
