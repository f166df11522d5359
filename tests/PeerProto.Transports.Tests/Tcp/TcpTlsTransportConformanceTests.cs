using System.Net;
using PeerProto.Transports.Tests.Conformance;

namespace PeerProto.Transports.Tests.Tcp;

public sealed class TcpTlsTransportConformanceTests : TransportConformanceTests
{
    protected override ITransport CreateTransport() => TlsForTests.Over(new TcpTransport());

    protected override TransportListenOptions ListenOptions => new() { Address = IPAddress.Loopback };
}
