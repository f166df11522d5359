using PeerProto.Tests.Support;

namespace PeerProto.Tests.Conformance;

/// <summary>Sessions over QUIC, which secures its links itself.</summary>
public sealed class QuicSessionTests : SessionConformanceTests
{
    protected override PeerSecurity Security => PeerSecurity.Unverified;

    protected override ITransportProvider CreateTransport()
    {
        QuicLibrary.Require();
        return new QuicTransportProvider(new QuicTransportOptions { ConnectDeadline = Guard.Patience });
    }
}
