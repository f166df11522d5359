using System.Net;
using System.Net.Quic;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Microsoft.Extensions.Logging;
using PeerProto.Transports.Sockets;

namespace PeerProto.Transports.Quic;

/// <summary>
/// Links over QUIC. The side that connects opens the one two-way stream of the link and writes <see cref="Opening"/> on it at once, because the other side learns of a stream only by what is
/// written on it; behind that byte the stream belongs to the link's user.
/// </summary>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
[SupportedOSPlatform("windows")]
internal sealed class QuicTransport : ITransport
{
    /// <summary>The first byte of the two-way stream.</summary>
    public const byte Opening = 0x00;

    private readonly QuicTransportOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly QuicAuthentication _authentication;
    private readonly QuicDialer _dialer;
    private readonly LingerPlaces _lingerPlaces = new();

    public QuicTransport(
        ITlsCredentials credentials, QuicTransportOptions options, TimeProvider timeProvider, ILogger logger, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        _options = options;
        _timeProvider = timeProvider;
        _logger = logger;
        _authentication = new QuicAuthentication(credentials, options.TrustDeadline, timeProvider);
        _dialer = new QuicDialer(options, timeProvider, DescribeClient, resolve);
    }

    public string Name => QuicTransportProvider.TransportName;

    public static PeerEndpoint EndpointOf(IPEndPoint address) => PeerEndpoint.FromAddress(QuicTransportProvider.TransportName, address);

    public bool CanReach(PeerEndpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return endpoint.Transport == Name && endpoint.Port != 0;
    }

    public async ValueTask<ITransportListener> ListenAsync(TransportListenOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Backlog, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Port, 0, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Port, IPEndPoint.MaxPort, nameof(options));
        cancellationToken.ThrowIfCancellationRequested();

        // The wildcard of IPv6 takes IPv4 as well.
        var place = new IPEndPoint(options.Address ?? (Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any), options.Port);
        try
        {
            QuicListener listener = await QuicListener.ListenAsync(
                new QuicListenerOptions
                {
                    ListenEndPoint = place,
                    ListenBacklog = options.Backlog,
                    ApplicationProtocols = [QuicAuthentication.Protocol],
                    ConnectionOptionsCallback = (_, _, _) => new ValueTask<QuicServerConnectionOptions>(DescribeServer()),
                },
                cancellationToken);
            return new QuicLinkListener(listener, options.Backlog, _options.MaximumPendingVerdicts, this, _timeProvider, _logger);
        }
        catch (Exception failure) when (failure is QuicException or SocketException)
        {
            throw QuicFailure.Listen($"quic://{place}", failure);
        }
    }

    public async ValueTask<ITransportConnection> ConnectAsync(PeerEndpoint endpoint, CancellationToken cancellationToken)
    {
        if (!CanReach(endpoint))
            throw QuicFailure.UnknownEndpoint(endpoint);
        cancellationToken.ThrowIfCancellationRequested();
        QuicConnection connection = await _dialer.DialAsync(endpoint, cancellationToken);
        long code = QuicCode.Aborted;
        try
        {
            QuicStream main = await connection.OpenOutboundStreamAsync(QuicStreamType.Bidirectional, cancellationToken);
            await main.WriteAsync(new[] { Opening }, cancellationToken);
            code = QuicCode.NotTrusted;
            PeerKey key = await _authentication.JudgeAsync(connection, cancellationToken);
            return Take(connection, main, key);
        }
        catch (Exception failure)
        {
            _ = QuicLink.CloseAsync(connection, cancellationToken.IsCancellationRequested ? QuicCode.Aborted : code);
            cancellationToken.ThrowIfCancellationRequested();
            if (failure is PeerConnectionException)
                throw;
            throw QuicFailure.Connect(endpoint, failure, _options.ConnectDeadline);
        }
    }

    /// <summary>Makes a link of a connection that was accepted, after its opening and the verdict about its peer.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="verdicts">Where verdicts that take their time have their places.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="PeerConnectionException">The peer is not welcome, or no PeerProto peer, or has to come again.</exception>
    public async Task<QuicLink> AdmitAsync(QuicConnection connection, VerdictPlaces verdicts, CancellationToken cancellationToken)
    {
        QuicStream main = await ReceiveOpeningAsync(connection, cancellationToken);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<PeerKey> judging = _authentication.JudgeAsync(connection, enough.Token);
        if (!judging.IsCompleted)
            await verdicts.WaitAsync(judging, enough, EndpointOf(connection.RemoteEndPoint));
        return Take(connection, main, await judging);
    }

    private async Task<QuicStream> ReceiveOpeningAsync(QuicConnection connection, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(_options.ConnectDeadline, _timeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            QuicStream main = await connection.AcceptInboundStreamAsync(linked.Token);
            var opening = new byte[1];
            if (main.Type == QuicStreamType.Bidirectional && await main.ReadAsync(opening, linked.Token) == 1 && opening[0] == Opening)
                return main;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing came in time.
        }

        throw QuicFailure.NotPeerProto(EndpointOf(connection.RemoteEndPoint));
    }

    private QuicLink Take(QuicConnection connection, QuicStream main, PeerKey key) =>
        new(connection, main, key, _lingerPlaces, _options.LingerDeadline, _timeProvider);

    private QuicClientConnectionOptions DescribeClient(IPEndPoint address)
    {
        QuicClientConnectionOptions description = new() { RemoteEndPoint = address, ClientAuthenticationOptions = _authentication.ForClient() };
        return Describe(description, twoWayStreams: 0);
    }

    private QuicServerConnectionOptions DescribeServer() =>
        Describe(new QuicServerConnectionOptions { ServerAuthenticationOptions = _authentication.ForServer() }, twoWayStreams: 1);

    private TOptions Describe<TOptions>(TOptions description, int twoWayStreams)
        where TOptions : QuicConnectionOptions
    {
        description.DefaultCloseErrorCode = QuicCode.Aborted;
        description.DefaultStreamErrorCode = QuicCode.Done;
        description.MaxInboundBidirectionalStreams = twoWayStreams;
        description.MaxInboundUnidirectionalStreams = _options.MaximumInboundStreams;
        description.HandshakeTimeout = _options.ConnectDeadline;
        description.IdleTimeout = _options.IdleTimeout;
        description.KeepAliveInterval = _options.KeepAliveInterval;
        return description;
    }
}
