namespace PeerProto.Tests.Conformance;

/// <summary>Sessions over memory.</summary>
public sealed class MemorySessionTests : SessionConformanceTests
{
    private readonly MemoryNetwork _network = new();

    protected override ITransportProvider CreateTransport() => new MemoryTransportProvider(_network);
}
