namespace Orion.Tests.Fixtures;

/// <summary>A database with the <see cref="World"/> for one test class, without an application.</summary>
public sealed class DatabaseCopy(Server server) : IAsyncLifetime
{
    public TestDatabase Database { get; private set; } = null!;

    public World World => server.World;

    public async ValueTask InitializeAsync() => Database = await server.NewDatabaseAsync();

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
