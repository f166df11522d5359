using System.Net;
using PeerProto.Transports.Tests.Conformance;

namespace PeerProto.Transports.Quic.Tests;

public sealed class QuicTransportConformanceTests : TransportConformanceTests
{
    protected override TransportListenOptions ListenOptions => new() { Address = IPAddress.Loopback };

    /// <summary>Where the last listener of a port is gone, QUIC says nothing at all.</summary>
    protected override PeerErrorCode NobodyListens => PeerErrorCode.TimedOut;

    /// <summary>libmsquic refuses newcomers while its own queue is long, which is soon on a busy machine.</summary>
    protected override int ManyConnections => 32;

    protected override ITransport CreateTransport() => new QuicPeer().With(PeerSecurity.Unverified);
}
