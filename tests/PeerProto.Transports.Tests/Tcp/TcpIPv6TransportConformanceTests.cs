using System.Net;
using PeerProto.Transports.Tests.Conformance;

namespace PeerProto.Transports.Tests.Tcp;

public sealed class TcpIPv6TransportConformanceTests : TransportConformanceTests
{
    public TcpIPv6TransportConformanceTests() => IPv6.Require();

    protected override ITransport CreateTransport() => new TcpTransport();

    protected override TransportListenOptions ListenOptions => new() { Address = IPAddress.IPv6Loopback };
}
