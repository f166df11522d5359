namespace PeerProto.Tests.Conformance;

/// <summary>Sessions over memory with a pre-shared key.</summary>
public sealed class MemoryPskSessionTests : SessionConformanceTests
{
    private readonly MemoryNetwork _network = new();

    protected override PeerSecurity Security => PskForSessions.Security;

    protected override ITransportProvider CreateTransport() => new MemoryTransportProvider(_network);
}
