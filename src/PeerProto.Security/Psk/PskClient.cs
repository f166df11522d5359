using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;

namespace PeerProto.Security.Psk;

/// <summary>The side that opened the connection: TLS 1.3 with an external key, and TLS 1.2 for those who lack it, in one ClientHello.</summary>
internal sealed class PskClient(TlsCrypto crypto, PskSettings settings, string protocol, PskHandshake handshake) : AbstractTlsClient(crypto), TlsPskIdentity
{
    public override TlsPskIdentity GetPskIdentity() => this;

    public override IList<TlsPskExternal>? GetExternalPsks() => !settings.Versions.Contains(ProtocolVersion.TLSv13) ? null : [handshake.Use(settings.Own, Crypto)];

    /// <remarks>In TLS 1.3 a server may pass over the key and go on with its certificate: then nobody has proved anything, and no other call tells.</remarks>
    public override void NotifySelectedPsk(TlsPsk selectedPsk)
    {
        if (selectedPsk is null)
            throw handshake.Refuse(PskRefusal.NoPreSharedKey, AlertDescription.handshake_failure);
        handshake.HasIdentity = true;
    }

    /// <remarks>Called where the server shows a certificate.</remarks>
    public override TlsAuthentication GetAuthentication() => throw handshake.Refuse(PskRefusal.NoPreSharedKey, AlertDescription.handshake_failure);

    public override int GetMaxHandshakeMessageSize() => PskSettings.MaximumHandshakeMessageBytes;

    public override void NotifyAlertReceived(short alertLevel, short alertDescription) => handshake.Received(alertLevel, alertDescription);

    public override void NotifyAlertRaised(short alertLevel, short alertDescription, string message, Exception cause) => handshake.Sent(alertLevel, alertDescription);

    public override void NotifyHandshakeComplete() => handshake.Complete(m_context);

    byte[] TlsPskIdentity.GetPskIdentity() => settings.Own.CopyIdentity();

    /// <remarks>The library zeroes the array it gets, so each call makes one.</remarks>
    byte[] TlsPskIdentity.GetPsk()
    {
        handshake.HasIdentity = true;
        return settings.Own.CopySecret();
    }

    void TlsPskIdentity.NotifyIdentityHint(byte[] psk_identity_hint)
    {
    }

    void TlsPskIdentity.SkipIdentityHint()
    {
    }

    protected override ProtocolVersion[] GetSupportedVersions() => settings.Versions;

    protected override int[] GetSupportedCipherSuites() => settings.Suites;

    protected override IList<int> GetSupportedGroups(IList<int> namedGroupRoles) => [.. PskSettings.Groups];

    protected override IList<ProtocolName> GetProtocolNames() => [ProtocolName.AsUtf8Encoding(protocol)];

    protected override CertificateStatusRequest? GetCertificateStatusRequest() => null;
}
