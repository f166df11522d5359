using System.Net;
using PeerProto.Transports.Tests.Conformance;

namespace PeerProto.Transports.Tests.WebSockets;

public sealed class WebSocketTransportConformanceTests : TransportConformanceTests
{
    protected override ITransport CreateTransport() => new CompletedTransport(new WebSocketTransport());

    protected override TransportListenOptions ListenOptions => new() { Address = IPAddress.Loopback };
}
