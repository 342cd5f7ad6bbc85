using Microsoft.Extensions.DependencyInjection;

namespace Orion.Tests.Fixtures;

/// <summary>How an application is started for a test.</summary>
public sealed record AppOptions
{
    /// <summary>Listens on a real port rather than in memory.</summary>
    public bool Kestrel { get; init; }

    /// <summary>Runs the workers; otherwise work stays in the outbox, where a test can look at it.</summary>
    public bool Workers { get; init; }

    /// <summary>The clock that everything reads; null for the system's.</summary>
    public TestClock? Clock { get; init; }

    /// <summary>Connections that the application may hold as <c>orion_app</c>.</summary>
    public int PoolSize { get; init; } = 10;

    /// <summary>Further settings, by configuration key.</summary>
    public Dictionary<string, string> Settings { get; init; } = [];

    /// <summary>The database of another application, to run as a second node beside it; null for one of its own.</summary>
    public TestDatabase? Database { get; init; }

    /// <summary>Replaces services, after the application has registered its own.</summary>
    public Action<IServiceCollection>? Services { get; init; }
}
