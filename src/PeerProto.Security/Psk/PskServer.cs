using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;

namespace PeerProto.Security.Psk;

/// <summary>The side that accepted the connection. It takes TLS 1.3 from a client that names a key there, and TLS 1.2 from any other.</summary>
internal sealed class PskServer(TlsCrypto crypto, PskSettings settings, string protocol, PskHandshake handshake) : AbstractTlsServer(crypto), TlsPskIdentityManager
{
    private bool _namesKey;

    public override TlsPskIdentityManager GetPskIdentityManager() => this;

    /// <summary>Looks at a ClientHello before anything is decided about it.</summary>
    public void Consider(ClientHello hello) => _namesKey = NamesKey(hello);

    public override void NotifyOfferedCipherSuites(int[] offeredCipherSuites)
    {
        base.NotifyOfferedCipherSuites(offeredCipherSuites);
        if (_namesKey)
            return;

        // A client may speak TLS 1.3 and know pre-shared keys in 1.2 only. Nobody can make it one by taking the key out of its hello, since 1.2 proves the whole handshake with the same key.
        if (settings.HasTls12SuiteIn(offeredCipherSuites))
            m_protocolVersions = ProtocolVersion.TLSv12.Only();
        else if (settings.RequireForwardSecrecy && PskSettings.HasPlainSuiteIn(offeredCipherSuites))
            throw handshake.Refuse(PskRefusal.NoForwardSecrecy, AlertDescription.insufficient_security);
        else
            throw handshake.Refuse(PskRefusal.NoPreSharedKey, AlertDescription.handshake_failure);
    }

    /// <remarks>What this returns is all that tells the chosen key in TLS 1.3: the library's own note of it stays empty.</remarks>
    public override TlsPskExternal GetExternalPsk(IList<PskIdentity> identities)
    {
        handshake.Name(identities[0].Identity);
        foreach (PskIdentity identity in identities)
        {
            if (Find(identity.Identity) is not { } key)
                continue;
            handshake.Name(identity.Identity);
            handshake.HasIdentity = true;
            return handshake.Use(key, Crypto);
        }

        // Without this the library would look for a certificate, and end with an alert that tells nothing.
        throw handshake.Refuse(PskRefusal.UnknownIdentity, AlertDescription.unknown_psk_identity);
    }

    public override void ProcessClientExtensions(IDictionary<int, byte[]> clientExtensions)
    {
        if (TlsUtilities.IsTlsV13(m_context) && !handshake.HasIdentity)
            throw handshake.Refuse(PskRefusal.NoPreSharedKey, AlertDescription.handshake_failure);
        base.ProcessClientExtensions(clientExtensions);
    }

    /// <remarks>There are none: whoever cannot use the key is refused before anybody asks for them.</remarks>
    public override TlsCredentials? GetCredentials() => null;

    public override int[] GetSupportedGroups() => PskSettings.Groups;

    public override int GetMaxHandshakeMessageSize() => PskSettings.MaximumHandshakeMessageBytes;

    public override void NotifyAlertReceived(short alertLevel, short alertDescription) => handshake.Received(alertLevel, alertDescription);

    public override void NotifyAlertRaised(short alertLevel, short alertDescription, string message, Exception cause) => handshake.Sent(alertLevel, alertDescription);

    public override void NotifyHandshakeComplete() => handshake.Complete(m_context);

    byte[]? TlsPskIdentityManager.GetHint() => null;

    /// <remarks>The library zeroes the array it gets, so each call makes one.</remarks>
    byte[] TlsPskIdentityManager.GetPsk(byte[] identity)
    {
        handshake.Name(identity);
        PreSharedKey key = Find(identity) ?? throw handshake.Refuse(PskRefusal.UnknownIdentity, AlertDescription.unknown_psk_identity);
        handshake.HasIdentity = true;
        return key.CopySecret();
    }

    protected override ProtocolVersion[] GetSupportedVersions() => settings.Versions;

    protected override int[] GetSupportedCipherSuites() => settings.Suites;

    protected override bool PreferLocalCipherSuites() => true;

    /// <remarks>A client that names no protocol is taken, one that names only others is refused (RFC 7301 section 3.2).</remarks>
    protected override IList<ProtocolName> GetProtocolNames() => [ProtocolName.AsUtf8Encoding(protocol)];

    protected override bool IsSelectableCipherSuite(int cipherSuite, int availCurveBits, int availFiniteFieldBits, IList<short> sigAlgs) =>
        base.IsSelectableCipherSuite(cipherSuite, availCurveBits, availFiniteFieldBits, sigAlgs) && (!TlsEccUtilities.IsEccCipherSuite(cipherSuite) || CommonGroup() >= 0);

    protected override int SelectECDH(int minimumCurveBits) => CommonGroup();

    private static bool NamesKey(ClientHello hello) =>
        hello.Extensions is { } extensions
        && extensions.ContainsKey(ExtensionType.pre_shared_key)
        && TlsExtensionsUtilities.GetPskKeyExchangeModesExtension(extensions) is { } modes
        && modes.Contains(PskKeyExchangeMode.psk_dhe_ke);

    private int CommonGroup()
    {
        // A client that names none leaves the choice to the server (RFC 8422 section 4).
        int[]? offered = m_context.SecurityParameters.ClientSupportedGroups;
        if (offered is null)
            return NamedGroup.secp256r1;
        int at = Array.FindIndex(PskSettings.Groups, offered.Contains);
        return at < 0 ? -1 : PskSettings.Groups[at];
    }

    private PreSharedKey? Find(byte[] identity) => Array.Find(settings.Accepted, key => key.IsNamed(identity));
}
