using Microsoft.Extensions.Logging;

namespace PeerProto.Testing;

/// <summary>Writes what the sessions of one peer log into the simulation's trace.</summary>
internal sealed class TraceLoggerFactory(SimulatedPeer peer, Simulation simulation) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new TraceLogger(peer, simulation);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("The simulation keeps its log in its trace alone.");

    public void Dispose()
    {
    }

    private sealed class TraceLogger(SimulatedPeer peer, Simulation simulation) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= simulation.MinimumLogLevel && logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
                return;
            string reason = exception is null ? "" : $" ({exception.GetType().Name}: {exception.Message})";
            simulation.Trace.Add(peer.Name, $"{logLevel} {eventId.Id}: {formatter(state, exception)}{reason}");
        }
    }
}
