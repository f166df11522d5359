using System.Net;

namespace PeerProto.Interop.Tests.Proxies;

/// <summary>Two peers, of which Ana may go through a proxy only.</summary>
internal sealed class ProxiedScene : IAsyncDisposable
{
    public static readonly TimeSpan Guard = TimeSpan.FromMinutes(1);

    private readonly CountingProvider _bensDoor = new();

    private ProxiedScene()
    {
    }

    public PeerSession<IGreeter> Ben { get; private set; } = null!;

    public PeerSession<IGreeter> Ana { get; private set; } = null!;

    /// <summary>How many links have reached Ben, whoever sent them.</summary>
    public int LinksToBen => _bensDoor.Accepted;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<ProxiedScene> StartAsync(ProxyEndpoint proxy)
    {
        var scene = new ProxiedScene();
        scene.Ben = await StartAsync(scene._bensDoor);
        scene.Ana = await StartAsync(new TcpTransportProvider(new TcpTransportOptions { Proxy = proxy }));
        return scene;
    }

    public async Task<string> GreetAsync(string transport)
    {
        Peer<IGreeter> peer = await ConnectAsync(transport);
        return await peer.Contract.GreetAsync("Ana", Token).AsTask().WaitAsync(Guard, Token);
    }

    /// <summary>Ana tries, in vain. That none of her packets reached Ben is asserted too.</summary>
    public async Task<PeerConnectionException> FailAsync(string transport)
    {
        PeerConnectionException failure = await Assert.ThrowsAsync<PeerConnectionException>(() => ConnectAsync(transport));
        Assert.Equal(0, LinksToBen);
        return failure;
    }

    public async ValueTask DisposeAsync()
    {
        await Ana.DisposeAsync();
        await Ben.DisposeAsync();
    }

    private Task<Peer<IGreeter>> ConnectAsync(string transport) =>
        Ana.ConnectAsync(PeerEndpoint.FromAddress(transport, Ben.LocalEndpoints[0].Address!), Token).AsTask().WaitAsync(Guard, Token);

    private static async Task<PeerSession<IGreeter>> StartAsync(ITransportProvider transport) => await PeerSession.StartAsync<IGreeter>(new Greeter(), options =>
    {
        options.Transports = [transport];
        options.ListenAddress = IPAddress.Loopback;
        options.UseDiscovery = false;
    });

    /// <summary>The transport that a session has anyway, and how many links came in over it.</summary>
    private sealed class CountingProvider : ITransportProvider
    {
        private int _accepted;

        public string Name => TcpTransport.TransportName;

        public int Accepted => Volatile.Read(ref _accepted);

        public ITransport Create(TransportSetup setup) => new Transport(new TcpTransportProvider().Create(setup), this);

        private sealed class Transport(ITransport inner, CountingProvider counter) : ITransport
        {
            public string Name => inner.Name;

            public bool CanReach(PeerEndpoint endpoint) => inner.CanReach(endpoint);

            public ValueTask<ITransportConnection> ConnectAsync(PeerEndpoint endpoint, CancellationToken cancellationToken) => inner.ConnectAsync(endpoint, cancellationToken);

            public async ValueTask<ITransportListener> ListenAsync(TransportListenOptions options, CancellationToken cancellationToken) =>
                new Listener(await inner.ListenAsync(options, cancellationToken), counter);
        }

        private sealed class Listener(ITransportListener inner, CountingProvider counter) : ITransportListener
        {
            public PeerEndpoint LocalEndpoint => inner.LocalEndpoint;

            public async ValueTask<ITransportConnection> AcceptAsync(CancellationToken cancellationToken)
            {
                ITransportConnection connection = await inner.AcceptAsync(cancellationToken);
                Interlocked.Increment(ref counter._accepted);
                return connection;
            }

            public ValueTask DisposeAsync() => inner.DisposeAsync();
        }
    }
}
