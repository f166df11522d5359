using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace PeerProto.Tests.Support;

/// <summary>Keeps what is logged, to be looked up and awaited.</summary>
internal sealed class TestLog : ILoggerFactory, ILogger
{
    private readonly Lock _gate = new();
    private ImmutableList<LogEntry> _entries = [];
    private TaskCompletionSource _added = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ImmutableList<LogEntry> Entries
    {
        get
        {
            lock (_gate)
                return _entries;
        }
    }

    public async Task<LogEntry> WhenAsync(int eventId)
    {
        while (true)
        {
            Task added;
            lock (_gate)
            {
                if (_entries.Find(entry => entry.EventId == eventId) is { } found)
                    return found;
                added = _added.Task;
            }

            await added.Guarded();
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_gate)
        {
            _entries = _entries.Add(new LogEntry(eventId.Id, logLevel, formatter(state, exception), exception));
            _added.TrySetResult();
            _added = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Dispose()
    {
    }
}
