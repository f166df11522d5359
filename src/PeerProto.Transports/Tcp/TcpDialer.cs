using System.Net;
using System.Net.Sockets;
using PeerProto.Transports.Sockets;

namespace PeerProto.Transports.Tcp;

/// <summary>Turns an endpoint into a connected socket.</summary>
internal sealed class TcpDialer(TcpTransportOptions options, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    : AddressDialer<Socket>(new DialDeadlines(options.ResolveDeadline, options.ConnectDeadline, options.ConnectionAttemptDelay), options.TimeProvider, resolve)
{
    protected override async Task<Socket> ConnectOneAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(address, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    protected override ValueTask DiscardAsync(Socket loser)
    {
        loser.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override bool IsAnswer(Exception failure) => failure is SocketException;

    protected override PeerConnectionException NameNotFound(PeerEndpoint endpoint, SocketException? failure) => TransportFailure.NameNotFound(endpoint, failure);

    protected override PeerConnectionException ResolveTimedOut(PeerEndpoint endpoint, TimeSpan deadline) => TransportFailure.ResolveTimedOut(endpoint, deadline);

    protected override PeerConnectionException ConnectTimedOut(PeerEndpoint endpoint, TimeSpan deadline) => TransportFailure.ConnectTimedOut(endpoint, deadline);

    protected override PeerConnectionException ScopeMissing(PeerEndpoint endpoint) => TransportFailure.ScopeMissing(endpoint);

    protected override ValueTask<PeerConnectionException> ExplainAsync(
        PeerEndpoint endpoint, IPEndPoint address, Exception failure, AggregateException? all, CancellationToken cancellationToken) =>
        new(TransportFailure.Connect(endpoint, (SocketException)failure, all));
}
