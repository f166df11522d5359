using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace PeerProto.Security.Tls;

/// <summary>
/// What every handshake asks for: TLS 1.3, or 1.2 where the system lacks it; forward secrecy and authenticated encryption; a certificate from both
/// sides; no resumption, so that each connection proves possession of the key; no server name, which would tell observers more than the address does.
/// </summary>
internal static class TlsParameters
{
    private const SslProtocols Versions = SslProtocols.Tls13 | SslProtocols.Tls12;

    public static SslClientAuthenticationOptions ForClient(
        SslStreamCertificateContext certificate, string protocol, RemoteCertificateValidationCallback validate) => new()
    {
        ApplicationProtocols = [new SslApplicationProtocol(protocol)],
        EnabledSslProtocols = Versions,
        CipherSuitesPolicy = CreateCipherSuites(),
        ClientCertificateContext = certificate,
        CertificateChainPolicy = CreateChainPolicy(),
        RemoteCertificateValidationCallback = validate,
        AllowRenegotiation = false,
        AllowTlsResume = false,
    };

    public static SslServerAuthenticationOptions ForServer(
        SslStreamCertificateContext certificate, string protocol, RemoteCertificateValidationCallback validate) => new()
    {
        ApplicationProtocols = [new SslApplicationProtocol(protocol)],
        EnabledSslProtocols = Versions,
        CipherSuitesPolicy = CreateCipherSuites(),
        ServerCertificateContext = certificate,
        ClientCertificateRequired = true,
        CertificateChainPolicy = CreateChainPolicy(),
        RemoteCertificateValidationCallback = validate,
        AllowRenegotiation = false,
        AllowTlsResume = false,
    };

    /// <summary>The chain says nothing about a self-made certificate; this keeps the system from asking the network or its stores about a stranger's.</summary>
    private static X509ChainPolicy CreateChainPolicy() => new()
    {
        DisableCertificateDownloads = true,
        RevocationMode = X509RevocationMode.NoCheck,
        TrustMode = X509ChainTrustMode.CustomRootTrust,
    };

    /// <summary>Only these systems let a program choose; the others keep to their own order, which starts with the same suites.</summary>
    private static CipherSuitesPolicy? CreateCipherSuites() =>
        OperatingSystem.IsLinux() || OperatingSystem.IsMacOS()
            ? new CipherSuitesPolicy(
            [
                TlsCipherSuite.TLS_AES_128_GCM_SHA256,
                TlsCipherSuite.TLS_AES_256_GCM_SHA384,
                TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256,
                TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
                TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
                TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
                TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
                TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
                TlsCipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
            ])
            : null;
}
