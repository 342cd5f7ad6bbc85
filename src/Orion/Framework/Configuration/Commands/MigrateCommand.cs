namespace Orion.Framework.Configuration.Commands;

/// <summary><c>orion migrate</c>: brings the schema to this version. Safe to run twice and by two at once.</summary>
internal sealed class MigrateCommand : ICommand
{
    public string Name => "migrate";

    public string Usage => "migrate                 bring the database's schema to this version";

    public async Task<int> RunAsync(IServiceProvider services, string[] arguments, CancellationToken stop)
    {
        var applied = await services.GetRequiredService<OrionDatabase>().MigrateAsync(stop);
        Console.WriteLine(applied.Count == 0 ? "The schema is up to date." : $"Applied {applied.Count} migration(s): {string.Join(", ", applied)}.");
        return 0;
    }
}
