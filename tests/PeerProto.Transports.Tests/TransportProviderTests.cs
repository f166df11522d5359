using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace PeerProto.Transports.Tests;

public sealed class TransportProviderTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task MemoryProviders_OfOneNetworkMeet()
    {
        var network = new MemoryNetwork();
        var provider = new MemoryTransportProvider(network);
        ITransport one = provider.Create(new TransportSetup());
        ITransport other = new MemoryTransportProvider(network).Create(new TransportSetup());

        await using ITransportListener listener = await one.ListenAsync(new TransportListenOptions(), Token);
        await using ITransportConnection connection = await other.ConnectAsync(listener.LocalEndpoint, Token);

        Assert.Equal(provider.Name, one.Name);
        Assert.Equal(listener.LocalEndpoint, connection.RemoteEndpoint);
    }

    [Fact]
    public async Task TcpProvider_MakesATransportOnTheSessionsClock()
    {
        var time = new FakeTimeProvider();
        var provider = new TcpTransportProvider(new TcpTransportOptions { LingerDeadline = TimeSpan.FromSeconds(1) });
        ITransport transport = provider.Create(new TransportSetup { TimeProvider = time });
        Assert.Equal(provider.Name, transport.Name);

        await using ITransportListener listener = await transport.ListenAsync(new TransportListenOptions { Address = IPAddress.Loopback }, Token);
        ITransportConnection client = await transport.ConnectAsync(listener.LocalEndpoint, Token);
        await using ITransportConnection server = await listener.AcceptAsync(Token);
        await client.DisposeAsync();
        time.Advance(TimeSpan.FromSeconds(1));

        // The socket is closed at the deadline of that clock, so that writing fails in the end.
        await Assert.ThrowsAsync<IOException>(async () =>
        {
            while (true)
                await server.Stream.WriteAsync(new byte[1], Token);
        });
    }
}
