using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace PeerProto.Discovery.Tests.Simulation;

/// <summary>Keeps the numbers of what is logged.</summary>
internal sealed class EventLog : ILoggerFactory, ILogger
{
    public ConcurrentQueue<int> Events { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Events.Enqueue(eventId.Id);

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }
}
