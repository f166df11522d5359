using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;

namespace PeerProto.Transports.Tests.Tcp;

public sealed class TcpTransportTests
{
    private static readonly IPAddress Other = IPAddress.Parse("127.0.0.2");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NoAddressGiven_ListensOnBothFamilies()
    {
        IPv6.Require();
        var transport = new TcpTransport();
        await using ITransportListener listener = await transport.ListenAsync(new TransportListenOptions(), Token);
        foreach (IPAddress address in new[] { IPAddress.Loopback, IPAddress.IPv6Loopback })
        {
            PeerEndpoint endpoint = PeerEndpoint.FromAddress("tcp", new IPEndPoint(address, listener.LocalEndpoint.Port));
            await using ITransportConnection client = await transport.ConnectAsync(endpoint, Token);
            await using ITransportConnection server = await listener.AcceptAsync(Token);
            Assert.Equal(address, server.RemoteEndpoint.Address!.Address);
            Assert.Equal(endpoint, server.LocalEndpoint);
        }
    }

    [Fact]
    public async Task LinkLocalAddressWithScope_IsReached()
    {
        // The address belongs to this machine, so nothing leaves it.
        IPAddress? own = NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address)
            .FirstOrDefault(address => address.IsIPv6LinkLocal);
        Assert.SkipWhen(own is null, "No interface of this machine has an IPv6 link-local address.");

        var transport = new TcpTransport();
        await using ITransportListener listener = await transport.ListenAsync(new TransportListenOptions(), Token);
        PeerEndpoint endpoint = PeerEndpoint.Parse($"tcp://[{own}]:{listener.LocalEndpoint.Port}");
        await using ITransportConnection client = await transport.ConnectAsync(endpoint, Token);
        await using ITransportConnection server = await listener.AcceptAsync(Token);
        Assert.Equal(own.ScopeId, client.RemoteEndpoint.Address!.Address.ScopeId);
        Assert.Equal(client.LocalEndpoint, server.RemoteEndpoint);
    }

    [Fact]
    public async Task LinkLocalAddressWithoutScope_SaysWhatIsMissing()
    {
        PeerConnectionException failure = await ConnectFailsAsync(new TcpTransport(), "tcp://[fe80::1]:4711");
        Assert.Equal(PeerErrorCode.Unreachable, failure.Code);
        Assert.Contains("%eth0", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PortInUse_IsNamed()
    {
        var transport = new TcpTransport();
        await using ITransportListener listener = await transport.ListenAsync(new TransportListenOptions { Address = IPAddress.Loopback }, Token);
        var same = new TransportListenOptions { Address = IPAddress.Loopback, Port = listener.LocalEndpoint.Port };
        PeerConnectionException failure = await Assert.ThrowsAsync<PeerConnectionException>(() => transport.ListenAsync(same, Token).AsTask());
        Assert.Equal(PeerErrorCode.AddressInUse, failure.Code);
        Assert.Contains($"{listener.LocalEndpoint}", failure.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddressOfAnotherMachine_CannotBeListenedOn()
    {
        var foreign = new TransportListenOptions { Address = IPAddress.Parse("198.51.100.1") };
        PeerConnectionException failure = await Assert.ThrowsAsync<PeerConnectionException>(() => new TcpTransport().ListenAsync(foreign, Token).AsTask());
        Assert.Equal(PeerErrorCode.AddressNotAvailable, failure.Code);
    }

    [Fact]
    public async Task UnknownName_FailsInTheResolveStage()
    {
        TcpTransport transport = Resolving(new FakeTimeProvider(), (_, _) => throw new SocketException((int)SocketError.HostNotFound));
        PeerConnectionException failure = await ConnectFailsAsync(transport, "tcp://nowhere.invalid:4711");
        Assert.Equal(ConnectionStage.Resolve, failure.Stage);
        Assert.Equal(PeerErrorCode.NameNotFound, failure.Code);
        Assert.Contains("nowhere.invalid", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NameServerDoesNotAnswer_HitsTheResolveDeadline()
    {
        var time = new FakeTimeProvider();
        TcpTransport transport = Resolving(time, (_, _) => new TaskCompletionSource<IPAddress[]>().Task);
        Task<PeerConnectionException> failing = ConnectFailsAsync(transport, "tcp://slow.invalid:4711");
        time.Advance(TcpTransportOptions.DefaultResolveDeadline);
        PeerConnectionException failure = await failing;
        Assert.Equal(ConnectionStage.Resolve, failure.Stage);
        Assert.Equal(PeerErrorCode.TimedOut, failure.Code);
    }

    [Fact]
    public async Task HostDoesNotAnswer_HitsTheConnectDeadline()
    {
        using SilentHost silent = await SilentHost.StartAsync(IPAddress.Loopback, 0);
        var time = new FakeTimeProvider();
        var transport = new TcpTransport(new TcpTransportOptions { TimeProvider = time });
        Task<PeerConnectionException> failing = ConnectFailsAsync(transport, $"tcp://127.0.0.1:{silent.Port}");
        time.Advance(TcpTransportOptions.DefaultConnectDeadline);
        PeerConnectionException failure = await failing;
        Assert.Equal(ConnectionStage.Connect, failure.Stage);
        Assert.Equal(PeerErrorCode.TimedOut, failure.Code);
    }

    [Fact]
    public async Task CancelledWhileHostDoesNotAnswer_EndsAtOnce()
    {
        using SilentHost silent = await SilentHost.StartAsync(IPAddress.Loopback, 0);
        using var cancel = new CancellationTokenSource();
        Task connecting = new TcpTransport().ConnectAsync(PeerEndpoint.Parse($"tcp://127.0.0.1:{silent.Port}"), cancel.Token).AsTask();
        Assert.False(connecting.IsCompleted);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
    }

    [Fact]
    public async Task FirstAddressSilent_SecondStartsAfterTheHeadStart()
    {
        var listening = new TcpTransport();
        await using ITransportListener listener = await listening.ListenAsync(new TransportListenOptions { Address = Other }, Token);
        using SilentHost silent = await SilentHost.StartAsync(IPAddress.Loopback, listener.LocalEndpoint.Port);

        var time = new FakeTimeProvider();
        TcpTransport transport = Resolving(time, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback, Other]));
        Task<ITransportConnection> connecting = transport.ConnectAsync(PeerEndpoint.FromHost("tcp", "two.invalid", silent.Port), Token).AsTask();
        Assert.False(connecting.IsCompleted);
        time.Advance(TcpTransportOptions.DefaultConnectionAttemptDelay);
        await using ITransportConnection client = await connecting;
        Assert.Equal(Other, client.RemoteEndpoint.Address!.Address);
    }

    [Fact]
    public async Task FirstAddressRefuses_SecondIsTriedWithoutWaiting()
    {
        var listening = new TcpTransport();
        await using ITransportListener listener = await listening.ListenAsync(new TransportListenOptions { Address = Other }, Token);
        TcpTransport transport = Resolving(new FakeTimeProvider(), (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback, Other]));
        await using ITransportConnection client = await transport.ConnectAsync(PeerEndpoint.FromHost("tcp", "two.invalid", listener.LocalEndpoint.Port), Token);
        Assert.Equal(Other, client.RemoteEndpoint.Address!.Address);
    }

    [Fact]
    public async Task ThousandAddresses_AreTriedUpToTheLimit()
    {
        int closed = ClosedPort();
        IPAddress[] addresses = [.. Enumerable.Range(0, 1000).Select(i => new IPAddress([127, 1, (byte)(i >> 8), (byte)i]))];
        TcpTransport transport = Resolving(new FakeTimeProvider(), (_, _) => Task.FromResult(addresses));
        PeerConnectionException failure = await ConnectFailsAsync(transport, $"tcp://many.invalid:{closed}");
        Assert.Equal(PeerErrorCode.ConnectionRefused, failure.Code);
        Assert.Equal(16, Assert.IsType<AggregateException>(failure.InnerException).InnerExceptions.Count);
    }

    [Fact]
    public async Task PeersResetBeforeAccept_TheNextOneIsStillAccepted()
    {
        const int Fleeting = 10;
        var transport = new TcpTransport();
        await using ITransportListener listener = await transport.ListenAsync(new TransportListenOptions { Address = IPAddress.Loopback }, Token);
        for (int i = 0; i < Fleeting; i++)
        {
            using var fleeting = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await fleeting.ConnectAsync(listener.LocalEndpoint.Address!, Token);
            fleeting.LingerState = new LingerOption(true, 0);
        }

        await using ITransportConnection client = await transport.ConnectAsync(listener.LocalEndpoint, Token);
        int lost = 0;
        ITransportConnection server = await listener.AcceptAsync(Token);
        for (; server.RemoteEndpoint != client.LocalEndpoint; lost++)
        {
            // The system hands out a link that was reset meanwhile; its first use says so.
            await Assert.ThrowsAsync<IOException>(() => server.Stream.ReadAsync(new byte[1], Token).AsTask());
            await server.DisposeAsync();
            server = await listener.AcceptAsync(Token);
        }

        await server.DisposeAsync();
        Assert.InRange(lost, 0, Fleeting);
    }

    [Fact]
    public async Task PeerNeverEndsItsSide_SocketClosesAtTheLingerDeadline()
    {
        var time = new FakeTimeProvider();
        var transport = new TcpTransport(new TcpTransportOptions { TimeProvider = time });
        await using ITransportListener listener = await transport.ListenAsync(new TransportListenOptions { Address = IPAddress.Loopback }, Token);
        ITransportConnection client = await transport.ConnectAsync(listener.LocalEndpoint, Token);
        await using ITransportConnection server = await listener.AcceptAsync(Token);
        await client.DisposeAsync();
        Assert.Equal(0, await server.Stream.ReadAsync(new byte[1], Token));

        await server.Stream.WriteAsync(new byte[1], Token);
        time.Advance(TcpTransportOptions.DefaultLingerDeadline);
        await Assert.ThrowsAsync<IOException>(async () =>
        {
            while (true)
                await server.Stream.WriteAsync(new byte[1], Token);
        });
    }

    private static TcpTransport Resolving(FakeTimeProvider time, Func<string, CancellationToken, Task<IPAddress[]>> resolve) =>
        new(new TcpTransportOptions { TimeProvider = time }, null, resolve);

    private static Task<PeerConnectionException> ConnectFailsAsync(TcpTransport transport, string endpoint) =>
        Assert.ThrowsAsync<PeerConnectionException>(() => transport.ConnectAsync(PeerEndpoint.Parse(endpoint), Token).AsTask());

    private static int ClosedPort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
