namespace PeerProto.Tests.Conformance;

/// <summary>Sessions over WebSocket with a pre-shared key.</summary>
public sealed class WebSocketPskSessionTests : SessionConformanceTests
{
    protected override PeerSecurity Security => PskForSessions.Security;

    protected override ITransportProvider CreateTransport() => new WebSocketTransportProvider();
}
