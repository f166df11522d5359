using PeerProto.Matrix.Tests.Generated;

namespace PeerProto.Matrix.Tests.Support;

/// <summary>Two sessions that are connected over memory, for all tests of a class.</summary>
public sealed class MatrixLink : IAsyncLifetime
{
    private PeerSession<IMatrix>? _nearSession;
    private PeerSession<IMatrix>? _farSession;

    internal MatrixService FarService { get; } = new();

    internal IMatrix Far { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        MemoryNetwork network = new();
        _farSession = await StartAsync(network, FarService).Guarded();
        _nearSession = await StartAsync(network, new MatrixService()).Guarded();
        Peer<IMatrix> peer = await _nearSession.ConnectAsync(_farSession.LocalEndpoints[0], TestContext.Current.CancellationToken).AsTask().Guarded();
        Far = peer.Contract;
    }

    public async ValueTask DisposeAsync()
    {
        if (_nearSession is not null)
            await _nearSession.DisposeAsync();
        if (_farSession is not null)
            await _farSession.DisposeAsync();
    }

    private static Task<PeerSession<IMatrix>> StartAsync(MemoryNetwork network, MatrixService service) => PeerSession.StartAsync<IMatrix>(service, options =>
    {
        options.Transports = [new MemoryTransportProvider(network)];
        options.UseDiscovery = false;
        options.Security = PeerSecurity.None;
    });
}
