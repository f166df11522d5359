using System.Net;
using PeerProto.Transports.Tests.Conformance;

namespace PeerProto.Transports.Tests.WebSockets;

public sealed class WebSocketTlsTransportConformanceTests : TransportConformanceTests
{
    protected override ITransport CreateTransport() => TlsForTests.Over(new WebSocketTransport());

    protected override TransportListenOptions ListenOptions => new() { Address = IPAddress.Loopback };
}
