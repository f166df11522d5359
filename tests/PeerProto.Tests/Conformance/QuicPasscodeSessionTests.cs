using PeerProto.Tests.Support;

namespace PeerProto.Tests.Conformance;

/// <summary>Sessions over QUIC with a passcode.</summary>
public sealed class QuicPasscodeSessionTests : SessionConformanceTests
{
    protected override PeerSecurity Security => PasscodeForSessions.Security;

    protected override ITransportProvider CreateTransport()
    {
        QuicLibrary.Require();
        return new QuicTransportProvider(new QuicTransportOptions { ConnectDeadline = Guard.Patience });
    }
}
