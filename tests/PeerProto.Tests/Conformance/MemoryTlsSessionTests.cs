namespace PeerProto.Tests.Conformance;

/// <summary>Sessions over memory with TLS.</summary>
public sealed class MemoryTlsSessionTests : SessionConformanceTests
{
    private readonly MemoryNetwork _network = new();

    protected override PeerSecurity Security => PeerSecurity.Unverified;

    protected override ITransportProvider CreateTransport() => new MemoryTransportProvider(_network);
}
