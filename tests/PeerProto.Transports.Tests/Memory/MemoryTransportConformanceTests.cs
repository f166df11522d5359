using PeerProto.Transports.Tests.Conformance;

namespace PeerProto.Transports.Tests.Memory;

public sealed class MemoryTransportConformanceTests : TransportConformanceTests
{
    protected override ITransport CreateTransport() => new MemoryTransport(new MemoryNetwork());
}
