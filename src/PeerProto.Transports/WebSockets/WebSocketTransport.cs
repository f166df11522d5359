using Microsoft.Extensions.Logging;

namespace PeerProto;

/// <summary>
/// Links over WebSocket (RFC 6455) and nothing else: binary messages, each of which holds whole frames. Security comes below it, as with TCP. A <see cref="TcpTransport"/> dials and takes
/// the same links beside its own, on one port.
/// </summary>
public sealed class WebSocketTransport : ITransport
{
    /// <summary>The name of this transport.</summary>
    public const string TransportName = "ws";

    /// <summary>The WebSocket subprotocol that peers offer each other, and choose only where it was offered.</summary>
    public const string SubProtocol = "peerproto";

    private readonly TcpTransport _tcp;

    /// <summary>Makes a transport. It holds no resources itself.</summary>
    /// <param name="options">How its links behave, or null for the defaults.</param>
    /// <param name="loggerFactory">Where failures that no caller sees are logged, or null for nowhere.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value of the options is out of its range.</exception>
    public WebSocketTransport(TcpTransportOptions? options = null, ILoggerFactory? loggerFactory = null)
    {
        options ??= new TcpTransportOptions();
        _tcp = new TcpTransport(options with { WebSocket = options.WebSocket ?? new WebSocketOptions() }, loggerFactory);
    }

    /// <inheritdoc/>
    public string Name => TransportName;

    /// <inheritdoc/>
    public bool CanReach(PeerEndpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return endpoint.Transport == TransportName && endpoint.Port != 0;
    }

    /// <inheritdoc/>
    /// <remarks>Without an address it listens on IPv4 and IPv6 with one socket, or on IPv4 alone where the system has no IPv6.</remarks>
    public ValueTask<ITransportListener> ListenAsync(TransportListenOptions options, CancellationToken cancellationToken) =>
        _tcp.ListenAsync(options, onlyWebSocket: true, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ITransportConnection> ConnectAsync(PeerEndpoint endpoint, CancellationToken cancellationToken) => CanReach(endpoint)
        ? _tcp.ConnectAsync(endpoint, cancellationToken)
        : throw Transports.TransportFailure.NotSupported(endpoint, Name, "ws://host:port/path");
}
