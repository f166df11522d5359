using Microsoft.Extensions.Logging;

namespace PeerProto;

/// <summary>Makes the <see cref="WebSocketTransport"/> of a session, for one that is to use WebSocket alone. The TCP transport speaks it beside its own.</summary>
/// <param name="options">How its links behave, or null for the defaults. The clock in it is replaced by the session's.</param>
/// <param name="loggerFactory">Where failures that no caller sees are logged, or null for nowhere.</param>
public sealed class WebSocketTransportProvider(TcpTransportOptions? options = null, ILoggerFactory? loggerFactory = null) : ITransportProvider
{
    private readonly TcpTransportOptions _options = options ?? new TcpTransportOptions();

    /// <inheritdoc/>
    public string Name => WebSocketTransport.TransportName;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A value of the options is out of its range.</exception>
    public ITransport Create(TransportSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        return new WebSocketTransport(_options with { TimeProvider = setup.TimeProvider }, loggerFactory);
    }
}
