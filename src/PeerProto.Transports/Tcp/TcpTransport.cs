using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PeerProto.Transports;
using PeerProto.Transports.Proxies;
using PeerProto.Transports.Sockets;
using PeerProto.Transports.Tcp;

namespace PeerProto;

/// <summary>
/// Links over TCP, IPv4 and IPv6 alike, without delay for small writes (Nagle's algorithm is off). Beside them it dials and takes links over WebSocket, on one port: what a peer says first
/// tells which it is. <see cref="TcpTransportOptions.WebSocket"/> switches that off.
/// </summary>
public sealed class TcpTransport : ITransport
{
    /// <summary>The name of this transport.</summary>
    public const string TransportName = "tcp";

    private readonly TcpTransportOptions _options;
    private readonly SocketLinkSettings _settings;
    private readonly ILogger _logger;
    private readonly TcpDialer _dialer;

    /// <summary>Makes a transport. It holds no resources itself.</summary>
    /// <param name="options">The deadlines, or null for the defaults.</param>
    /// <param name="loggerFactory">Where failures that no caller sees are logged, or null for nowhere.</param>
    /// <exception cref="ArgumentOutOfRangeException">A deadline is not positive.</exception>
    public TcpTransport(TcpTransportOptions? options = null, ILoggerFactory? loggerFactory = null)
        : this(options, loggerFactory, Dns.GetHostAddressesAsync)
    {
    }

    internal TcpTransport(TcpTransportOptions? options, ILoggerFactory? loggerFactory, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        _options = options ?? new TcpTransportOptions();
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(_options.ResolveDeadline, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(_options.ConnectDeadline, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(_options.ConnectionAttemptDelay, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(_options.LingerDeadline, TimeSpan.Zero, nameof(options));
        if (_options.MaximumUnsentBytes is { } unsent)
            ArgumentOutOfRangeException.ThrowIfLessThan(unsent, 1, nameof(options));
        if (_options.ConnectionDropTime is { } drop)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(drop, TimeSpan.FromMilliseconds(1), nameof(options));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(drop.TotalMilliseconds, int.MaxValue, nameof(options));
        }

        _options.KeepAlive?.ThrowIfNotValid(nameof(options));
        _options.WebSocket?.ThrowIfNotValid(nameof(options));
        _settings = new SocketLinkSettings(_options.LingerDeadline, _options.TimeProvider, new LingerPlaces());
        _logger = (loggerFactory ?? NullLoggerFactory.Instance).CreateLogger<TcpTransport>();
        _dialer = new TcpDialer(_options, resolve);
    }

    /// <inheritdoc/>
    public string Name => TransportName;

    /// <inheritdoc/>
    public bool CanReach(PeerEndpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return endpoint.Port != 0
            && (endpoint.Transport == TransportName ? endpoint.Path is null : endpoint.Transport == WebSocketTransport.TransportName && _options.WebSocket is not null);
    }

    /// <inheritdoc/>
    /// <remarks>Without an address it listens on IPv4 and IPv6 with one socket, or on IPv4 alone where the system has no IPv6.</remarks>
    public ValueTask<ITransportListener> ListenAsync(TransportListenOptions options, CancellationToken cancellationToken) =>
        ListenAsync(options, onlyWebSocket: false, cancellationToken);

    internal ValueTask<ITransportListener> ListenAsync(TransportListenOptions options, bool onlyWebSocket, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Backlog, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Port, 0, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Port, IPEndPoint.MaxPort, nameof(options));
        cancellationToken.ThrowIfCancellationRequested();

        bool all = options.Address is null;
        IPAddress address = options.Address ?? (Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any);
        var place = new IPEndPoint(address, options.Port);
        Socket? socket = null;
        try
        {
            socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (address.AddressFamily == AddressFamily.InterNetworkV6)
                socket.DualMode = all;
            socket.Bind(place);
            socket.Listen(options.Backlog);
            TcpLinkKind kind = onlyWebSocket ? TcpLinkKind.WebSocketServer : _options.WebSocket is null ? TcpLinkKind.Plain : TcpLinkKind.Either;
            return new(new TcpConnectionListener(socket, kind, _options, _settings, _logger));
        }
        catch (SocketException failure)
        {
            socket?.Dispose();
            throw TransportFailure.Listen($"{(onlyWebSocket ? WebSocketTransport.TransportName : TransportName)}://{place}", failure);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ITransportConnection> ConnectAsync(PeerEndpoint endpoint, CancellationToken cancellationToken)
    {
        if (!CanReach(endpoint))
            throw TransportFailure.NotSupported(endpoint, Name, "tcp://host:port");
        TcpLinkKind kind = endpoint.Transport == TransportName ? TcpLinkKind.Plain : TcpLinkKind.WebSocketClient;
        bool direct = _options.Proxy is null || (_options.BypassProxyForLoopback && IsLoopback(endpoint));
        Socket socket = direct
            ? await _dialer.DialAsync(endpoint, cancellationToken)
            : await DialThroughAsync(_options.Proxy!, endpoint, cancellationToken);
        return TcpConnection.TryStart(socket, kind, endpoint, throughProxy: !direct, _options, _settings)
            ?? throw TransportFailure.Connect(endpoint, new SocketException((int)SocketError.ConnectionReset), null);
    }

    private async Task<Socket> DialThroughAsync(ProxyEndpoint proxy, PeerEndpoint endpoint, CancellationToken cancellationToken)
    {
        Socket socket;
        try
        {
            socket = await _dialer.DialAsync(proxy.Place, cancellationToken);
        }
        catch (PeerConnectionException failure)
        {
            throw ProxyFailure.Unreachable(proxy, failure);
        }

        try
        {
            await new ProxyTunnel(proxy, _options.ConnectDeadline, _options.TimeProvider).OpenAsync(socket, endpoint, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static bool IsLoopback(PeerEndpoint endpoint) =>
        endpoint.Address is { } address ? IPAddress.IsLoopback(address.Address) : endpoint.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase);
}
