using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Orion.Tests.Fixtures;

/// <summary>What the application logged as an error, so that a test that got a 500 can say why.</summary>
public sealed class Faults : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> logged = new();

    /// <summary>Messages with their exceptions, oldest first.</summary>
    public IReadOnlyCollection<string> All => logged;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) logged.Enqueue($"{formatter(state, exception)}\n{exception}");
    }

    public void Dispose()
    {
    }
}
