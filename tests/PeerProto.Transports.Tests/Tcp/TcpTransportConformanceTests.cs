using System.Net;
using PeerProto.Transports.Tests.Conformance;

namespace PeerProto.Transports.Tests.Tcp;

public sealed class TcpTransportConformanceTests : TransportConformanceTests
{
    protected override ITransport CreateTransport() => new TcpTransport();

    protected override TransportListenOptions ListenOptions => new() { Address = IPAddress.Loopback };
}
