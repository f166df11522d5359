namespace PeerProto.Transports.Quic.Tests;

/// <summary>Links over which nobody says anything. Time is real, since libmsquic has its own.</summary>
public sealed class QuicIdleTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task SilentLinkWithoutSignsOfLife_EndsAtTheIdleTimeoutWithTheReason()
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        ending.CancelAfter(Guard);
        QuicTransportOptions options = new() { IdleTimeout = TimeSpan.FromSeconds(1), KeepAliveInterval = Guard };
        ITransport transport = new QuicPeer().With(PeerSecurity.Unverified, options);
        await using ITransportListener listener = await transport.ListenAsync(QuicPeer.Loopback, ending.Token);
        await using ITransportConnection client = await transport.ConnectAsync(listener.LocalEndpoint, ending.Token);
        await using ITransportConnection server = await listener.AcceptAsync(ending.Token);

        IOException lost = await Assert.ThrowsAsync<IOException>(async () => await client.Stream.ReadExactlyAsync(new byte[1], ending.Token));

        PeerConnectionException reason = Assert.IsType<PeerConnectionException>(lost.InnerException);
        Assert.Equal((ConnectionStage.Established, PeerErrorCode.TimedOut), (reason.Stage, reason.Code));
        await Assert.ThrowsAsync<IOException>(async () => await server.Stream.ReadExactlyAsync(new byte[1], ending.Token)); // its time may end a little later
        await Assert.ThrowsAsync<IOException>(async () => await server.Stream.WriteAsync(new byte[1], ending.Token));
    }

    [Fact]
    public async Task SilentLinkWithSignsOfLife_OutlivesOneWithout()
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        ending.CancelAfter(Guard);
        QuicPeer peer = new();
        QuicTransportOptions alive = new() { IdleTimeout = TimeSpan.FromSeconds(20), KeepAliveInterval = TimeSpan.FromMilliseconds(200) };
        QuicTransportOptions silent = new() { IdleTimeout = TimeSpan.FromSeconds(3), KeepAliveInterval = Guard };
        ITransport server = peer.With(PeerSecurity.Unverified, silent);
        await using ITransportListener listener = await server.ListenAsync(QuicPeer.Loopback, ending.Token);
        await using ITransportConnection kept = await peer.With(PeerSecurity.Unverified, alive).ConnectAsync(listener.LocalEndpoint, ending.Token);
        await using ITransportConnection keptServer = await listener.AcceptAsync(ending.Token);
        await using ITransportConnection control = await peer.With(PeerSecurity.Unverified, silent).ConnectAsync(listener.LocalEndpoint, ending.Token);
        await using ITransportConnection controlServer = await listener.AcceptAsync(ending.Token);

        // The same idle timeout counts for both, as the shorter one of the two sides does.
        await Assert.ThrowsAsync<IOException>(async () => await control.Stream.ReadExactlyAsync(new byte[1], ending.Token));

        await kept.Stream.WriteAsync(new byte[] { 7 }, ending.Token);
        byte[] received = new byte[1];
        await keptServer.Stream.ReadExactlyAsync(received, ending.Token);
        Assert.Equal(7, received[0]);
    }
}
