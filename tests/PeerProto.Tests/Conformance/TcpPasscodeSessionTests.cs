namespace PeerProto.Tests.Conformance;

/// <summary>Sessions over TCP with a passcode.</summary>
public sealed class TcpPasscodeSessionTests : SessionConformanceTests
{
    protected override PeerSecurity Security => PasscodeForSessions.Security;

    protected override ITransportProvider CreateTransport() => new TcpTransportProvider();
}
