using System.Net;
using System.Threading.Channels;

namespace PeerProto.Tests.Discovery;

/// <summary>What a discovery can do that implements no more than it must.</summary>
public sealed class PeerDiscoveryDefaultsTests
{
    private static readonly ServiceType Board = ServiceType.Parse("_whiteboard._tcp");

    private readonly PlainDiscovery _plain = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IPeerDiscovery Discovery => _plain;

    [Fact]
    public async Task NamesOfServices_AreThoseThatComeAndGo()
    {
        _plain.Tell(ServiceChangeKind.Added, "Ana");
        _plain.Tell(ServiceChangeKind.Changed, "Ana");
        _plain.Tell(ServiceChangeKind.Removed, "Ana");
        _plain.End();

        Assert.Equal(
            [new InstanceChange(ServiceChangeKind.Added, "Ana"), new InstanceChange(ServiceChangeKind.Removed, "Ana")],
            await Discovery.BrowseInstancesAsync(Board, Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Resolving_GivesTheFirstServiceOfTheName()
    {
        _plain.Tell(ServiceChangeKind.Removed, "Ana");
        _plain.Tell(ServiceChangeKind.Added, "Ben");
        _plain.Tell(ServiceChangeKind.Changed, "Ana");

        Assert.Equal("Ana", (await Discovery.ResolveAsync(Board, "ANA", Cancellation)).InstanceName);
    }

    [Fact]
    public async Task ResolvingThatTheDiscoveryEnds_SaysSo()
    {
        _plain.End();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await Discovery.ResolveAsync(Board, "Ana", Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Discovery.ResolveAsync(Board, "", Cancellation));
    }

    [Fact]
    public async Task TypesAndReconfirming_AreNotSupportedAndWithoutEffect()
    {
        Assert.Equal(DiscoveryProblem.NotSupported, Assert.Throws<DiscoveryException>(() => Discovery.BrowseTypesAsync(Cancellation)).Diagnosis.Problem);
        await Discovery.ReconfirmAsync(new DiscoveredService("Ana", Board, "host.local", 1, TxtRecord.Empty, [IPEndPoint.Parse("192.0.2.1:1")]), Cancellation);
    }

    private sealed class PlainDiscovery : IPeerDiscovery
    {
        private readonly Channel<ServiceChange> _changes = Channel.CreateUnbounded<ServiceChange>();

        public DiscoveryState State => DiscoveryState.Ready;

        public void Tell(ServiceChangeKind kind, string name) =>
            _changes.Writer.TryWrite(new ServiceChange(kind, new DiscoveredService(name, Board, "host.local", 1, TxtRecord.Empty, [IPEndPoint.Parse("192.0.2.1:1")])));

        public void End() => _changes.Writer.Complete();

        public IAsyncEnumerable<DiscoveryState> StatesAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask<IServiceAdvertisement> AdvertiseAsync(ServiceAdvertisement advertisement, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public IAsyncEnumerable<ServiceChange> BrowseAsync(ServiceType type, CancellationToken cancellationToken = default) => _changes.Reader.ReadAllAsync(cancellationToken);

        public ValueTask DisposeAsync() => default;
    }
}
