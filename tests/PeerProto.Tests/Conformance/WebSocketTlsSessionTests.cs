namespace PeerProto.Tests.Conformance;

/// <summary>Sessions over WebSocket with TLS.</summary>
public sealed class WebSocketTlsSessionTests : SessionConformanceTests
{
    protected override PeerSecurity Security => PeerSecurity.Unverified;

    protected override ITransportProvider CreateTransport() => new WebSocketTransportProvider();
}
