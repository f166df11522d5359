using System.Net;
using System.Net.Sockets;
using PeerProto.Sessions;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Sessions;

/// <summary>QUIC, TCP and WebSocket beside each other, over real sockets.</summary>
public sealed class QuicRaceTests
{
    [Fact]
    public async Task QuicIsSilentAndTcpIsRefused_WebSocketServes()
    {
        QuicLibrary.Require();
        using Socket silent = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using Socket refusing = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        refusing.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // and does not listen
        await using TestWorld world = new();
        PeerSession<ITestContract> far = await world.StartAsync(configure: options => Configure(options, new WebSocketTransportProvider()));
        PeerSession<ITestContract> near = await world.StartAsync(configure: options => Configure(options, new QuicTransportProvider(), new TcpTransportProvider()));

        Peer<ITestContract> peer = await ((Session<ITestContract>)near).DialAsync(
            [PortOf("quic", silent), PortOf("tcp", refusing), far.LocalEndpoints[0]], expected: null, TestContext.Current.CancellationToken).Guarded();

        Assert.Equal("ws", peer.RemoteEndpoint.Transport);
        Assert.Equal(3, await peer.Contract.AddAsync(1, 2, TestContext.Current.CancellationToken).Guarded());
    }

    private static PeerEndpoint PortOf(string transport, Socket socket) => PeerEndpoint.FromAddress(transport, (IPEndPoint)socket.LocalEndPoint!);

    private static void Configure(PeerSessionOptions options, params ITransportProvider[] transports)
    {
        options.Transports = [.. transports];
        options.ListenAddress = IPAddress.Loopback;
        options.Security = PeerSecurity.Unverified;
        options.TimeProvider = TimeProvider.System;
    }
}
