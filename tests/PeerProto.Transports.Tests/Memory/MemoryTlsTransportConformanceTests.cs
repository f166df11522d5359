using PeerProto.Transports.Tests.Conformance;

namespace PeerProto.Transports.Tests.Memory;

public sealed class MemoryTlsTransportConformanceTests : TransportConformanceTests
{
    protected override ITransport CreateTransport() => TlsForTests.Over(new MemoryTransport(new MemoryNetwork()));
}
