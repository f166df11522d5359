using System.Net.Quic;
using System.Net.Security;
using System.Runtime.Versioning;
using System.Security.Cryptography.X509Certificates;

namespace PeerProto.Transports.Quic;

/// <summary>
/// What every handshake asks for: TLS 1.3 with a certificate from both sides, and the wire protocol's name. The handshake only proves that the peer holds the key of the certificate it
/// shows. Whether that key is welcome is decided after it, because the decision may wait and the system's callback may not.
/// </summary>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
[SupportedOSPlatform("windows")]
internal sealed class QuicAuthentication(ITlsCredentials credentials, TimeSpan trustDeadline, TimeProvider timeProvider)
{
    private readonly SslStreamCertificateContext _certificate = SslStreamCertificateContext.Create(credentials.Certificate, additionalCertificates: null, offline: true);

    public static SslApplicationProtocol Protocol { get; } = new(SecurityContext.DefaultApplicationProtocol);

    public SslClientAuthenticationOptions ForClient() => new()
    {
        ApplicationProtocols = [Protocol],
        ClientCertificateContext = _certificate,
        CertificateChainPolicy = CreateChainPolicy(),
        RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null,
        TargetHost = "", // no server name, which would tell observers more than the address does
        AllowTlsResume = false,
    };

    public SslServerAuthenticationOptions ForServer() => new()
    {
        ApplicationProtocols = [Protocol],
        ServerCertificateContext = _certificate,
        ClientCertificateRequired = true,
        CertificateChainPolicy = CreateChainPolicy(),
        RemoteCertificateValidationCallback = static (connection, certificate, _, _) => certificate is not null && !HasEnded((QuicConnection)connection),
        AllowTlsResume = false,
    };

    /// <summary>Decides about a peer that has shaken hands.</summary>
    /// <exception cref="PeerConnectionException">It is not welcome, or nobody decided in time.</exception>
    public async Task<PeerKey> JudgeAsync(QuicConnection connection, CancellationToken cancellationToken)
    {
        PeerEndpoint peer = QuicTransport.EndpointOf(connection.RemoteEndPoint);
        using X509Certificate2 certificate = connection.RemoteCertificate as X509Certificate2 ?? throw QuicFailure.NoCertificate(peer);
        using var deadline = new CancellationTokenSource(trustDeadline, timeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        TlsVerdict verdict;
        try
        {
            // A callback that does not watch its token is left behind.
            verdict = await credentials.JudgeAsync(certificate, new SecurityContext { RemoteEndpoint = peer }, linked.Token).AsTask().WaitAsync(linked.Token);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            throw QuicFailure.TrustTimedOut(peer, trustDeadline);
        }
        catch (Exception failure)
        {
            throw QuicFailure.TrustFailed(peer, failure);
        }

        return verdict.IsTrusted ? PeerKey.FromCertificate(certificate) : throw QuicFailure.Refused(verdict);
    }

    /// <summary>
    /// Whether the client was gone before its certificate was looked at. libmsquic 2.4.0 to 2.5.9 reads freed memory when such a certificate is taken, and the process ends.
    /// </summary>
    private static bool HasEnded(QuicConnection connection)
    {
        using var look = new CancellationTokenSource();
        Task<QuicStream> first = connection.AcceptInboundStreamAsync(look.Token).AsTask();
        bool hasEnded = first.IsCompleted;
        look.Cancel();
        _ = first.ContinueWith(static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return hasEnded;
    }

    /// <summary>The chain says nothing about a self-made certificate; this keeps the system from asking the network or its stores about a stranger's. One a handshake, which adds to it.</summary>
    private static X509ChainPolicy CreateChainPolicy() => new()
    {
        DisableCertificateDownloads = true,
        RevocationMode = X509RevocationMode.NoCheck,
        TrustMode = X509ChainTrustMode.CustomRootTrust,
    };
}
