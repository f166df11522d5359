using System.Net;
using System.Net.Quic;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Security.Authentication;
using Microsoft.Extensions.Time.Testing;

namespace PeerProto.Transports.Quic.Tests;

/// <summary>Who gets in, who does not, what each is told, and that the listener goes on whatever strangers do.</summary>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
[SupportedOSPlatform("windows")]
public sealed class QuicAdmissionTests : IAsyncDisposable
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly QuicPeer _ana = new();
    private readonly QuicPeer _ben = new();
    private ITransportListener? _listener;

    public QuicAdmissionTests() => _guard.CancelAfter(Guard);

    private CancellationToken Ending => _guard.Token;

    public async ValueTask DisposeAsync()
    {
        if (_listener is not null)
            await _listener.DisposeAsync();
        _guard.Dispose();
        _ana.Identity.Dispose();
        _ben.Identity.Dispose();
    }

    [Fact]
    public async Task ConnectedEnds_KnowEachOthersKeys()
    {
        ITransportListener listener = await ListenAsync(_ana.Trusting(_ben.Identity.Key));
        await using ITransportConnection client = await _ben.Trusting(_ana.Identity.Key).ConnectAsync(listener.LocalEndpoint, Ending);
        await using ITransportConnection server = await listener.AcceptAsync(Ending);

        Assert.Equal(_ana.Identity.Key, client.Secured!.RemoteKey);
        Assert.Equal(_ben.Identity.Key, server.Secured!.RemoteKey);
        Assert.Same(client.Stream, client.Secured.Stream);
    }

    [Fact]
    public async Task ListenerThatIsNotTrusted_IsRefusedByConnect()
    {
        ITransportListener listener = await ListenAsync(_ana.Trusting(_ben.Identity.Key));

        PeerConnectionException refused = await Assert.ThrowsAsync<PeerConnectionException>(
            async () => await _ben.Trusting(_ben.Identity.Key).ConnectAsync(listener.LocalEndpoint, Ending));

        Assert.Equal((ConnectionStage.Tls, PeerErrorCode.PeerNotTrusted), (refused.Stage, refused.Code));
        await AssertGoesOnAsync(listener);
    }

    [Fact]
    public async Task ClientThatIsNotTrusted_ConnectsAndLearnsItWhenItReads()
    {
        ITransportListener listener = await ListenAsync(_ana.Trusting(_ben.Identity.Key));
        QuicPeer stranger = new();
        await using ITransportConnection connection = await stranger.Trusting(_ana.Identity.Key).ConnectAsync(listener.LocalEndpoint, Ending);

        IOException lost = await Assert.ThrowsAsync<IOException>(async () => await connection.Stream.ReadExactlyAsync(new byte[1], Ending));

        PeerConnectionException reason = Assert.IsType<PeerConnectionException>(lost.InnerException);
        Assert.Equal((ConnectionStage.Tls, PeerErrorCode.PeerNotTrusted), (reason.Stage, reason.Code));
        await AssertGoesOnAsync(listener);
    }

    [Fact]
    public async Task ClientWithoutCertificate_IsRefused()
    {
        ITransportListener listener = await ListenAsync(_ana.With(PeerSecurity.Unverified));

        await Assert.ThrowsAsync<AuthenticationException>(async () =>
        {
            await using QuicConnection connection = await RawQuicClient.ConnectAsync(listener.LocalEndpoint, certificate: null, Ending);
            await using QuicStream stream = await connection.OpenOutboundStreamAsync(QuicStreamType.Bidirectional, Ending);
            await stream.WriteAsync(new[] { QuicTransport.Opening }, Ending);
            await stream.ReadExactlyAsync(new byte[1], Ending);
        });

        await AssertGoesOnAsync(listener);
    }

    [Fact]
    public async Task ClientOfAnotherProtocol_IsRefused()
    {
        ITransportListener listener = await ListenAsync(_ana.With(PeerSecurity.Unverified));

        await Assert.ThrowsAsync<AuthenticationException>(
            async () => await RawQuicClient.ConnectAsync(listener.LocalEndpoint, _ben.Certificate, Ending, protocol: "h3"));

        await AssertGoesOnAsync(listener);
    }

    [Fact]
    public async Task PacketsThatAreNoQuic_AreIgnored()
    {
        ITransportListener listener = await ListenAsync(_ana.With(PeerSecurity.Unverified));
        using UdpClient stranger = new(AddressFamily.InterNetwork);
        Random random = new(1);
        for (int i = 0; i < 200; i++)
        {
            byte[] packet = new byte[random.Next(1, 1400)];
            random.NextBytes(packet);
            await stranger.SendAsync(packet, new IPEndPoint(IPAddress.Loopback, listener.LocalEndpoint.Port), Ending);
        }

        await AssertGoesOnAsync(listener);
    }

    [Fact]
    public async Task ClientsThatGoStraightAfterConnecting_LeaveTheListenerUsable()
    {
        ITransportListener listener = await ListenAsync(_ana.With(PeerSecurity.Unverified));
        ITransport client = _ben.With(PeerSecurity.Unverified);
        for (int i = 0; i < 10; i++)
            await (await client.ConnectAsync(listener.LocalEndpoint, Ending)).DisposeAsync();

        await AssertGoesOnAsync(listener);
    }

    [Fact]
    public async Task ClientThatBeginsOtherwise_IsToldSo()
    {
        ITransportListener listener = await ListenAsync(_ana.With(PeerSecurity.Unverified));
        await using QuicConnection connection = await RawQuicClient.ConnectAsync(listener.LocalEndpoint, _ben.Certificate, Ending);
        await using QuicStream stream = await connection.OpenOutboundStreamAsync(QuicStreamType.Bidirectional, Ending);
        await stream.WriteAsync("GET /"u8.ToArray(), Ending);

        QuicException refused = await Assert.ThrowsAsync<QuicException>(async () => await stream.ReadExactlyAsync(new byte[1], Ending));

        Assert.Equal(QuicCode.NotPeerProto, refused.ApplicationErrorCode);
        await AssertGoesOnAsync(listener);
    }

    [Fact]
    public async Task ClientThatOpensNoStream_IsRefusedAtTheDeadline()
    {
        FakeTimeProvider time = new();
        ITransportListener listener = await ListenAsync(_ana.With(PeerSecurity.Unverified, timeProvider: time));
        await using QuicConnection connection = await RawQuicClient.ConnectAsync(listener.LocalEndpoint, _ben.Certificate, Ending);
        await AssertGoesOnAsync(listener); // and so the silent one, which came before, is being waited for

        Task<QuicStream> ended = connection.AcceptInboundStreamAsync(Ending).AsTask();
        time.Advance(QuicTransportOptions.DefaultConnectDeadline);

        QuicException refused = await Assert.ThrowsAsync<QuicException>(() => ended);
        Assert.Equal(QuicCode.NotPeerProto, refused.ApplicationErrorCode);
    }

    [Fact]
    public async Task VerdictThatTakesItsTime_HoldsUpNobodyElse()
    {
        TaskCompletionSource<bool> verdict = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        QuicPeer slow = new();
        ITransportListener listener = await ListenAsync(_ana.With(PeerSecurity.Trust(async (peer, _) =>
        {
            if (peer.Key != slow.Identity.Key)
                return true;
            asked.SetResult();
            return await verdict.Task;
        })));
        await using ITransportConnection early = await slow.With(PeerSecurity.Unverified).ConnectAsync(listener.LocalEndpoint, Ending);
        await asked.Task.WaitAsync(Ending);

        await AssertGoesOnAsync(listener);
        verdict.SetResult(true);

        await using ITransportConnection accepted = await listener.AcceptAsync(Ending);
        Assert.Equal(slow.Identity.Key, accepted.Secured!.RemoteKey);
    }

    [Fact]
    public async Task VerdictThatNeverComes_RefusesAtTheDeadline()
    {
        FakeTimeProvider time = new();
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        PeerSecurity undecided = PeerSecurity.Trust(async (_, cancellationToken) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return true;
        });
        ITransportListener listener = await ListenAsync(_ana.With(undecided, timeProvider: time));
        await using ITransportConnection client = await _ben.With(PeerSecurity.Unverified).ConnectAsync(listener.LocalEndpoint, Ending);
        await asked.Task.WaitAsync(Ending);

        time.Advance(QuicTransportOptions.DefaultTrustDeadline);

        IOException lost = await Assert.ThrowsAsync<IOException>(async () => await client.Stream.ReadExactlyAsync(new byte[1], Ending));
        Assert.Equal(PeerErrorCode.PeerNotTrusted, Assert.IsType<PeerConnectionException>(lost.InnerException).Code);
    }

    [Fact]
    public async Task MoreVerdictsThanPlaces_RefusesTheLaterOnes()
    {
        TaskCompletionSource<bool> verdict = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using SemaphoreSlim asked = new(0);
        PeerSecurity slow = PeerSecurity.Trust(async (_, cancellationToken) =>
        {
            asked.Release();
            return await verdict.Task.WaitAsync(cancellationToken);
        });
        ITransportListener listener = await ListenAsync(_ana.With(slow, new QuicTransportOptions { MaximumPendingVerdicts = 2 }));
        ITransport transport = _ben.With(PeerSecurity.Unverified);
        await using ITransportConnection first = await transport.ConnectAsync(listener.LocalEndpoint, Ending);
        await asked.WaitAsync(Ending);
        await using ITransportConnection second = await transport.ConnectAsync(listener.LocalEndpoint, Ending);
        await asked.WaitAsync(Ending);

        await using ITransportConnection third = await transport.ConnectAsync(listener.LocalEndpoint, Ending);

        IOException lost = await Assert.ThrowsAsync<IOException>(async () => await third.Stream.ReadExactlyAsync(new byte[1], Ending));
        Assert.Equal(PeerErrorCode.ResourceExhausted, Assert.IsType<PeerConnectionException>(lost.InnerException).Code);
        verdict.SetResult(true);
        await (await listener.AcceptAsync(Ending)).DisposeAsync();
        await (await listener.AcceptAsync(Ending)).DisposeAsync();
    }

    private async Task<ITransportListener> ListenAsync(ITransport transport) =>
        _listener = await transport.ListenAsync(QuicPeer.Loopback, Ending);

    /// <summary>Ben still gets through.</summary>
    private async Task AssertGoesOnAsync(ITransportListener listener)
    {
        await using ITransportConnection client = await _ben.With(PeerSecurity.Unverified).ConnectAsync(listener.LocalEndpoint, Ending);
        while (true)
        {
            await using ITransportConnection server = await listener.AcceptAsync(Ending);
            if (server.RemoteEndpoint != client.LocalEndpoint)
                continue; // one that came before
            await client.Stream.WriteAsync(new byte[] { 7 }, Ending);
            byte[] received = new byte[1];
            await server.Stream.ReadExactlyAsync(received, Ending);
            Assert.Equal(7, received[0]);
            return;
        }
    }
}
