using Microsoft.Extensions.Logging;
using PeerProto.Protocol;

namespace PeerProto.Testing.Tests.Chaos;

/// <summary>
/// Reads along what a session logs. All peers are built from one engine, so that none ever has reason to say that another breaks the protocol, and nothing fails within itself whatever the
/// links do.
/// </summary>
internal sealed class ChaosLog(string host, ILoggerFactory trace, ChaosLedger ledger) : ILoggerFactory
{
    private const string CodeOfAnEnd = "Code";

    public ILogger CreateLogger(string categoryName) => new Reader(host, trace.CreateLogger(categoryName), ledger);

    public void AddProvider(ILoggerProvider provider) => trace.AddProvider(provider);

    public void Dispose() => trace.Dispose();

    private static bool IsFault(CloseCode code) => code
        is CloseCode.Unknown or CloseCode.ProtocolViolation or CloseCode.FrameTooLarge or CloseCode.FlowControlViolation or CloseCode.WireVersionMismatch or CloseCode.ContractMismatch
        or CloseCode.IdentifierMismatch or CloseCode.Self or CloseCode.MalformedMessage or CloseCode.TooManyPeers or CloseCode.InternalError;

    private sealed class Reader(string host, ILogger trace, ChaosLedger ledger) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => trace.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => trace.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            trace.Log(logLevel, eventId, state, exception, formatter);
            if (logLevel >= LogLevel.Error || (state is IEnumerable<KeyValuePair<string, object?>> values && values.Any(static value => value.Key == CodeOfAnEnd && value.Value is CloseCode code && IsFault(code))))
                ledger.Fail($"{host} logs {eventId.Id}: {formatter(state, exception)}{(exception is null ? "" : $" ({exception})")}");
        }
    }
}
