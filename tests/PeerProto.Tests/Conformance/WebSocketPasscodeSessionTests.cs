namespace PeerProto.Tests.Conformance;

/// <summary>Sessions over WebSocket with a passcode.</summary>
public sealed class WebSocketPasscodeSessionTests : SessionConformanceTests
{
    protected override PeerSecurity Security => PasscodeForSessions.Security;

    protected override ITransportProvider CreateTransport() => new WebSocketTransportProvider();
}
