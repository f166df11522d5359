namespace PeerProto.Transports.Tests.Conformance;

internal static class TlsForTests
{
    private static readonly PeerIdentity Identity = PeerIdentity.Create();

    /// <summary>Both ends are the same peer and pin each other.</summary>
    public static ITransport Over(ITransport transport) =>
        new SecuredTransport(transport, PeerSecurity.Pinned(Identity.Key).CreateStreamSecurity(Identity));
}
