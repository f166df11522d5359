using System.Net;
using PeerProto.Transports.Tests.Conformance;

namespace PeerProto.Transports.Tests.WebSockets;

public sealed class WebSocketTransportConformanceTests : TransportConformanceTests
{
    /// <summary>Many upgrades at once on a busy machine take their time.</summary>
    private static readonly TcpTransportOptions Patient = new() { WebSocket = new WebSocketOptions { UpgradeDeadline = TimeSpan.FromMinutes(1) } };

    protected override ITransport CreateTransport() => new CompletedTransport(new WebSocketTransport(Patient));

    protected override TransportListenOptions ListenOptions => new() { Address = IPAddress.Loopback };
}
