namespace PeerProto.Tests.Conformance;

/// <summary>Sessions over TCP with a pre-shared key.</summary>
public sealed class TcpPskSessionTests : SessionConformanceTests
{
    protected override PeerSecurity Security => PskForSessions.Security;

    protected override ITransportProvider CreateTransport() => new TcpTransportProvider();
}
