using System.Net;
using System.Net.Quic;
using System.Net.Sockets;
using System.Runtime.Versioning;
using PeerProto.Transports.Sockets;

namespace PeerProto.Transports.Quic;

/// <summary>Turns an endpoint into a connection that has shaken hands.</summary>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
[SupportedOSPlatform("windows")]
internal sealed class QuicDialer(
    QuicTransportOptions options, TimeProvider timeProvider, Func<IPEndPoint, QuicClientConnectionOptions> describe, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    : AddressDialer<QuicConnection>(new DialDeadlines(options.ResolveDeadline, options.ConnectDeadline, options.ConnectionAttemptDelay), timeProvider, resolve)
{
    protected override Task<QuicConnection> ConnectOneAsync(IPEndPoint address, CancellationToken cancellationToken) =>
        QuicConnection.ConnectAsync(describe(address), cancellationToken).AsTask();

    protected override ValueTask DiscardAsync(QuicConnection loser) => loser.DisposeAsync();

    protected override bool IsAnswer(Exception failure) => failure is not OperationCanceledException;

    protected override PeerConnectionException NameNotFound(PeerEndpoint endpoint, SocketException? failure) => QuicFailure.NameNotFound(endpoint, failure);

    protected override PeerConnectionException ResolveTimedOut(PeerEndpoint endpoint, TimeSpan deadline) => QuicFailure.ResolveTimedOut(endpoint, deadline);

    protected override PeerConnectionException ConnectTimedOut(PeerEndpoint endpoint, TimeSpan deadline) => QuicFailure.ConnectTimedOut(endpoint, deadline);

    protected override PeerConnectionException ScopeMissing(PeerEndpoint endpoint) => QuicFailure.ScopeMissing(endpoint);

    protected override async ValueTask<PeerConnectionException> ExplainAsync(
        PeerEndpoint endpoint, IPEndPoint address, Exception failure, AggregateException? all, CancellationToken cancellationToken)
    {
        Exception explained = await UdpProbe.ExplainAsync(failure, address, TimeProvider, cancellationToken);
        return QuicFailure.Connect(endpoint, explained, options.ConnectDeadline, all);
    }
}
