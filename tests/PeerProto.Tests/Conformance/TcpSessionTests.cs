namespace PeerProto.Tests.Conformance;

/// <summary>Sessions over TCP.</summary>
public sealed class TcpSessionTests : SessionConformanceTests
{
    protected override ITransportProvider CreateTransport() => new TcpTransportProvider();
}
