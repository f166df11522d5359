namespace PeerProto.Transports.Quic.Tests;

public sealed class QuicPreSharedKeyTests
{
    [Fact]
    public void PreSharedKey_IsRefusedAtTheStartWithTheAlternativesNamed()
    {
        using PeerIdentity identity = PeerIdentity.Create();
        PeerSecurity security = PeerSecurity.PreSharedKey("kitchen", "a secret of thirty-two bytes, no"u8);

        PeerConnectionException refused = Assert.Throws<PeerConnectionException>(
            () => new QuicTransportProvider().Create(new TransportSetup { Credentials = security.CreateTlsCredentials(identity) }));

        Assert.Equal(PeerDiagnosisCode.SecurityNotSupported, refused.Diagnosis.Code);
        Assert.Contains("TCP or WebSocket", refused.Remedy, StringComparison.Ordinal);
        Assert.Contains("pre-shared key", refused.Remedy, StringComparison.Ordinal);
    }
}
