namespace PeerProto.Transports.Tests.Conformance;

internal static class TlsForTests
{
    private static readonly PeerIdentity Identity = PeerIdentity.Create();

    /// <summary>Both ends are the same peer and pin each other. Many handshakes at once on a busy machine take their time.</summary>
    public static ITransport Over(ITransport transport) =>
        new CompletedTransport(transport, PeerSecurity.Pinned(Identity.Key).CreateStreamSecurity(Identity, new StreamSecurityOptions { HandshakeDeadline = TimeSpan.FromMinutes(1) }));
}
