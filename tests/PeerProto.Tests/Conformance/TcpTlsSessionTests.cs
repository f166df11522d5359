namespace PeerProto.Tests.Conformance;

/// <summary>Sessions over TCP with TLS.</summary>
public sealed class TcpTlsSessionTests : SessionConformanceTests
{
    protected override PeerSecurity Security => PeerSecurity.Unverified;

    protected override ITransportProvider CreateTransport() => new TcpTransportProvider();
}
