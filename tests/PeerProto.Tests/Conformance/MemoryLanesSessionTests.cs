namespace PeerProto.Tests.Conformance;

/// <summary>Sessions over memory whose links have streams of their own.</summary>
public sealed class MemoryLanesSessionTests : SessionConformanceTests
{
    private readonly MemoryNetwork _network = new(new MemoryNetworkOptions { IsMultistream = true });

    protected override ITransportProvider CreateTransport() => new MemoryTransportProvider(_network);
}
