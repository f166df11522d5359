using PeerProto.Tests.Support;

namespace PeerProto.Tests.Conformance;

/// <summary>Sessions over Unix domain sockets.</summary>
public sealed class UnixSessionTests : SessionConformanceTests
{
    private readonly TemporaryPlace _place = new();

    protected override ITransportProvider CreateTransport() => new UnixTransportProvider(new UnixTransportOptions { Directory = _place.Path });

    protected override void Clean() => _place.Dispose();
}
