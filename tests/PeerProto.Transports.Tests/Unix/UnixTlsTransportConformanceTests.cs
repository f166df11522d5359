using PeerProto.Transports.Tests.Conformance;

namespace PeerProto.Transports.Tests.Unix;

public sealed class UnixTlsTransportConformanceTests : TransportConformanceTests, IDisposable
{
    private readonly SocketDirectory _directory = new();

    protected override bool AbortIsSeen => false;

    protected override ITransport CreateTransport() => TlsForTests.Over(_directory.CreateTransport());

    public void Dispose() => _directory.Dispose();
}
