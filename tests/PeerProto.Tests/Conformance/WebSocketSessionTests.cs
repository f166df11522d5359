namespace PeerProto.Tests.Conformance;

/// <summary>Sessions over WebSocket.</summary>
public sealed class WebSocketSessionTests : SessionConformanceTests
{
    protected override ITransportProvider CreateTransport() => new WebSocketTransportProvider();
}
