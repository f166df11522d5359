using System.Text;
using Org.BouncyCastle.Tls;
using PeerProto.Security.Tests.Tls;

namespace PeerProto.Security.Tests.Psk;

/// <summary>What tests of pre-shared keys have in common.</summary>
internal static class PskScene
{
    public const string Identity = "kitchen";

    public static byte[] Key { get; } = [.. Enumerable.Range(1, 32).Select(static i => (byte)i)];

    public static byte[] OtherKey { get; } = [.. Enumerable.Range(101, 32).Select(static i => (byte)i)];

    public static PeerSecurity Security { get; } = PeerSecurity.PreSharedKey(Identity, Key);

    public static byte[] IdentityBytes { get; } = Encoding.UTF8.GetBytes(Identity);

    /// <summary>The rows of a theory: version and suite.</summary>
    public static TheoryData<string> Suites { get; } =
    [
        nameof(CipherSuite.TLS_AES_128_GCM_SHA256),
        nameof(CipherSuite.TLS_CHACHA20_POLY1305_SHA256),
        nameof(CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256),
        nameof(CipherSuite.TLS_ECDHE_PSK_WITH_AES_256_GCM_SHA384),
        nameof(CipherSuite.TLS_ECDHE_PSK_WITH_CHACHA20_POLY1305_SHA256),
        nameof(CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256),
    ];

    public static (ProtocolVersion Version, int[] Suites) Parse(string suite) => suite switch
    {
        nameof(CipherSuite.TLS_AES_128_GCM_SHA256) => (ProtocolVersion.TLSv13, [CipherSuite.TLS_AES_128_GCM_SHA256]),
        nameof(CipherSuite.TLS_CHACHA20_POLY1305_SHA256) => (ProtocolVersion.TLSv13, [CipherSuite.TLS_CHACHA20_POLY1305_SHA256]),
        nameof(CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256) => (ProtocolVersion.TLSv12, [CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256]),
        nameof(CipherSuite.TLS_ECDHE_PSK_WITH_AES_256_GCM_SHA384) => (ProtocolVersion.TLSv12, [CipherSuite.TLS_ECDHE_PSK_WITH_AES_256_GCM_SHA384]),
        nameof(CipherSuite.TLS_ECDHE_PSK_WITH_CHACHA20_POLY1305_SHA256) => (ProtocolVersion.TLSv12, [CipherSuite.TLS_ECDHE_PSK_WITH_CHACHA20_POLY1305_SHA256]),
        nameof(CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256) => (ProtocolVersion.TLSv12, [CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256]),
        _ => throw new ArgumentOutOfRangeException(nameof(suite)),
    };

    public static RawPsk.Client Client(string suite, byte[]? key = null, string identity = Identity, string? protocol = null)
    {
        (ProtocolVersion version, int[] suites) = Parse(suite);
        return new RawPsk.Client(version, Encoding.UTF8.GetBytes(identity), key ?? Key, suites, protocol);
    }

    public static RawPsk.Server Server(string suite, byte[]? key = null, string identity = Identity, short? alert = null)
    {
        (ProtocolVersion version, int[] suites) = Parse(suite);
        return new RawPsk.Server(version, Encoding.UTF8.GetBytes(identity), key ?? Key, suites) { Alert = alert };
    }

    /// <summary>Checks that bytes go both ways, over more than one record.</summary>
    public static async Task TalkAsync(Stream one, Stream other, CancellationToken cancellationToken)
    {
        byte[] sent = new byte[100_000];
        new Random(1).NextBytes(sent);
        await SendAsync(one, other);
        await SendAsync(other, one);

        async Task SendAsync(Stream from, Stream to)
        {
            Task writing = Task.Run(() => from.WriteAsync(sent, cancellationToken).AsTask(), cancellationToken);
            byte[] received = new byte[sent.Length];
            await Task.Run(() => to.ReadExactlyAsync(received, cancellationToken).AsTask(), cancellationToken);
            await writing;
            Assert.Equal(sent, received);
        }
    }

    public static async Task<PeerConnectionException> RefusalAsync(Task<SecuredLink> handshake, PeerDiagnosisCode code)
    {
        PeerConnectionException refusal = await SecurityScene.RefusalAsync(handshake);
        Assert.Equal(code, refusal.Diagnosis.Code);
        return refusal;
    }
}
