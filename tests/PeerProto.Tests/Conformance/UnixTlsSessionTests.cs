using PeerProto.Tests.Support;

namespace PeerProto.Tests.Conformance;

/// <summary>Sessions over Unix domain sockets with TLS.</summary>
public sealed class UnixTlsSessionTests : SessionConformanceTests
{
    private readonly TemporaryPlace _place = new();

    protected override PeerSecurity Security => PeerSecurity.Unverified;

    protected override ITransportProvider CreateTransport() => new UnixTransportProvider(new UnixTransportOptions { Directory = _place.Path });

    protected override void Clean() => _place.Dispose();
}
