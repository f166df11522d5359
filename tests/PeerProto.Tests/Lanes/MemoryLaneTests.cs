namespace PeerProto.Tests.Lanes;

public sealed class MemoryLaneTests : LaneTests
{
    private readonly MemoryNetwork _network = new(new MemoryNetworkOptions { IsMultistream = true });

    protected override void Configure(PeerSessionOptions options) => options.Transports = [new MemoryTransportProvider(_network)];
}
