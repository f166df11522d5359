using PeerProto.Tests.Support;

namespace PeerProto.Tests.Conformance;

/// <summary>Sessions over Unix domain sockets with a pre-shared key.</summary>
public sealed class UnixPskSessionTests : SessionConformanceTests
{
    private readonly TemporaryPlace _place = new();

    protected override PeerSecurity Security => PskForSessions.Security;

    protected override ITransportProvider CreateTransport() => new UnixTransportProvider(new UnixTransportOptions { Directory = _place.Path });

    protected override void Clean() => _place.Dispose();
}
