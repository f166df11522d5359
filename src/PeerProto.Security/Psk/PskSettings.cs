using Org.BouncyCastle.Tls;

namespace PeerProto.Security.Psk;

/// <summary>What all handshakes of one security share.</summary>
/// <param name="Own">The key of the connections that this side opens.</param>
/// <param name="Accepted">The keys of those that it accepts, its own first.</param>
/// <param name="RequireForwardSecrecy">Whether a handshake without an ephemeral key exchange is refused.</param>
internal sealed record PskSettings(PreSharedKey Own, PreSharedKey[] Accepted, bool RequireForwardSecrecy)
{
    /// <summary>The most bytes of one message of a handshake. The longest that belongs here, a ClientHello, has some 300, and 2,000 with a key share for the day after quantum computers.</summary>
    public const int MaximumHandshakeMessageBytes = 8 * 1024;

    /// <summary>The groups of the ephemeral exchange, the preferred one first.</summary>
    public static readonly int[] Groups = [NamedGroup.x25519, NamedGroup.secp256r1];

    private static readonly int[] Tls13 = [CipherSuite.TLS_AES_128_GCM_SHA256, CipherSuite.TLS_CHACHA20_POLY1305_SHA256];

    private static readonly int[] Tls12ForwardSecret =
    [
        CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_PSK_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_PSK_WITH_CHACHA20_POLY1305_SHA256,
    ];

    /// <summary>The versions, the preferred one first. One alone is for measuring it.</summary>
    public ProtocolVersion[] Versions { get; init; } = ProtocolVersion.TLSv13.DownTo(ProtocolVersion.TLSv12);

    /// <summary>What this side offers and takes, the preferred suite first. Apple's Network framework has only the last.</summary>
    public int[] Suites => RequireForwardSecrecy ? [.. Tls13, .. Tls12ForwardSecret] : [.. Tls13, .. Tls12ForwardSecret, CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256];

    /// <summary>Whether this side would take one of these suites of TLS 1.2.</summary>
    public bool HasTls12SuiteIn(int[] offered) => offered.Any(suite => !Tls13.Contains(suite) && Suites.Contains(suite));

    /// <summary>Whether one of these is a suite of TLS 1.2 that this side would take if it did not require forward secrecy.</summary>
    public static bool HasPlainSuiteIn(int[] offered) => offered.Contains(CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256);
}
