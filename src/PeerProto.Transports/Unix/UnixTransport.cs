using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PeerProto.Transports;
using PeerProto.Transports.Sockets;
using PeerProto.Transports.Unix;

namespace PeerProto;

/// <summary>
/// Links between programs of one machine, over sockets in the file system (Unix domain sockets). Only the user who listens can connect. An endpoint is a name, as in <c>unix://chat</c>, or
/// the path of the socket, as in <c>unix:///run/user/1000/chat.sock</c>. To the peer, <see cref="ITransportConnection.Abort"/>
/// may look like the end of the bytes: the system tells of a reset only where bytes were left unread.
/// </summary>
public sealed class UnixTransport : ITransport
{
    /// <summary>The name of this transport.</summary>
    public const string TransportName = "unix";

    private readonly UnixTransportOptions _options;
    private readonly UnixSocketPlaces _places;
    private readonly SocketLinkSettings _settings;
    private readonly ILogger _logger;

    /// <summary>Makes a transport. It holds no resources itself.</summary>
    /// <param name="options">Where the sockets live, or null for the defaults.</param>
    /// <param name="loggerFactory">Where failures that no caller sees are logged, or null for nowhere.</param>
    /// <exception cref="ArgumentOutOfRangeException">The deadline is not positive.</exception>
    public UnixTransport(UnixTransportOptions? options = null, ILoggerFactory? loggerFactory = null)
    {
        _options = options ?? new UnixTransportOptions();
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(_options.LingerDeadline, TimeSpan.Zero, nameof(options));
        _places = new UnixSocketPlaces(_options.Directory);
        _settings = new SocketLinkSettings(_options.LingerDeadline, _options.TimeProvider, new LingerPlaces());
        _logger = (loggerFactory ?? NullLoggerFactory.Instance).CreateLogger<UnixTransport>();
    }

    /// <inheritdoc/>
    public string Name => TransportName;

    /// <inheritdoc/>
    public bool CanReach(PeerEndpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return endpoint is { Transport: TransportName, Port: 0 };
    }

    /// <inheritdoc/>
    /// <remarks>
    /// <see cref="TransportListenOptions.Name"/> is a name, or an absolute path; without one the transport makes a name up. Beside the socket lies a file of the same name with <c>.lock</c>
    /// behind it, which is locked as long as somebody listens: a socket that a crashed program left behind is recognised by that and replaced; anything else in its place is left alone.
    /// </remarks>
    public ValueTask<ITransportListener> ListenAsync(TransportListenOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Backlog, 1, nameof(options));
        cancellationToken.ThrowIfCancellationRequested();
        ThrowIfNotSupported();
        PeerEndpoint endpoint = UnixSocketPlaces.ToEndpoint(options.Name ?? UnixSocketPlaces.MakeUpName());
        return new(UnixListener.Start(endpoint, _places.PathOf(endpoint, toListen: true), options.Backlog, _settings, _logger));
    }

    /// <inheritdoc/>
    public async ValueTask<ITransportConnection> ConnectAsync(PeerEndpoint endpoint, CancellationToken cancellationToken)
    {
        if (!CanReach(endpoint))
            throw TransportFailure.NotSupported(endpoint, Name, "unix://name or unix:///path");
        ThrowIfNotSupported();
        UnixDomainSocketEndPoint place = UnixSocketPlaces.ToSocketEndpoint(endpoint, _places.PathOf(endpoint, toListen: false));
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(place, cancellationToken);
            return new UnixConnection(socket, UnixConnection.Unnamed, endpoint, _settings);
        }
        catch (SocketException failure)
        {
            socket.Dispose();
            throw UnixFailure.Connect(endpoint, failure);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static void ThrowIfNotSupported()
    {
        if (!Socket.OSSupportsUnixDomainSockets)
            throw UnixFailure.NotSupported();
    }
}
