using System.Net;
using PeerProto.Transports.Tests.Conformance;

namespace PeerProto.Transports.Tests.Tcp;

/// <summary>TCP as a session uses it: the listener looks whether the opener speaks WebSocket.</summary>
public sealed class TcpSharedPortTransportConformanceTests : TransportConformanceTests
{
    protected override ITransport CreateTransport() => new CompletedTransport(new TcpTransport());

    protected override TransportListenOptions ListenOptions => new() { Address = IPAddress.Loopback };
}
