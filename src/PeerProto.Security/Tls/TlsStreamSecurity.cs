using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace PeerProto.Security.Tls;

/// <summary>
/// Mutual TLS by the system. The handshake only proves that the peer holds the key of the certificate it shows. Whether that key is welcome is
/// decided after it, because the decision may wait and the system's callback may not.
/// </summary>
internal sealed class TlsStreamSecurity(ITlsCredentials credentials, StreamSecurityOptions options) : IStreamSecurity
{
    private readonly SslStreamCertificateContext _certificate = SslStreamCertificateContext.Create(credentials.Certificate, additionalCertificates: null, offline: true);

    private delegate Task Handshake(SslStream stream, RemoteCertificateValidationCallback validate, CancellationToken cancellationToken);

    public string Name => "tls";

    public ValueTask<SecuredLink> AuthenticateAsClientAsync(Stream stream, SecurityContext context, CancellationToken cancellationToken) =>
        SecureAsync(
            stream,
            context,
            (tls, validate, token) => tls.AuthenticateAsClientAsync(TlsParameters.ForClient(_certificate, context.ApplicationProtocol, validate), token),
            cancellationToken);

    public ValueTask<SecuredLink> AuthenticateAsServerAsync(Stream stream, SecurityContext context, CancellationToken cancellationToken) =>
        SecureAsync(
            stream,
            context,
            (tls, validate, token) => tls.AuthenticateAsServerAsync(TlsParameters.ForServer(_certificate, context.ApplicationProtocol, validate), token),
            cancellationToken);

    private async ValueTask<SecuredLink> SecureAsync(Stream stream, SecurityContext context, Handshake handshake, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(context);
        var witness = new HandshakeWitness(stream);
        var tls = new TlsStream(witness, options);
        try
        {
            X509Certificate2 certificate = await ShakeHandsAsync(tls, witness, context, handshake, cancellationToken);
            await JudgeAsync(certificate, context, cancellationToken);

            // No channel binding: the platform has no exporter for TLS 1.3, and the hash of the remote certificate differs between the ends.
            return new SecuredLink(tls, PeerKey.FromCertificate(certificate), ChannelBinding: default);
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }

    private async Task<X509Certificate2> ShakeHandsAsync(
        SslStream tls, HandshakeWitness witness, SecurityContext context, Handshake handshake, CancellationToken cancellationToken)
    {
        bool showedNone = false;
        bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) => !(showedNone = certificate is null);

        using var deadline = new CancellationTokenSource(options.HandshakeDeadline, options.TimeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            await handshake(tls, Validate, linked.Token);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception) when (deadline.IsCancellationRequested)
        {
            throw TlsFailure.TimedOut(context, options.HandshakeDeadline);
        }
        catch (Exception failure) when (showedNone)
        {
            throw TlsFailure.NoCertificate(context, failure);
        }
        catch (Exception failure) when (witness.SawOtherProtocol)
        {
            throw TlsFailure.NotTls(context, witness.FirstBytes, failure);
        }
        catch (Exception failure) when (witness.Alert == TlsFailure.NoApplicationProtocol)
        {
            throw TlsFailure.AlpnRefused(context, failure);
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            throw TlsFailure.Lost(context, failure);
        }
        catch (AuthenticationException failure)
        {
            throw TlsFailure.HandshakeFailed(context, failure);
        }

        if (tls.NegotiatedApplicationProtocol != new SslApplicationProtocol(context.ApplicationProtocol))
            throw TlsFailure.OtherProtocol(context);
        return tls.RemoteCertificate as X509Certificate2 ?? throw TlsFailure.NoCertificate(context, null);
    }

    private async Task JudgeAsync(X509Certificate2 certificate, SecurityContext context, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.TrustDeadline, options.TimeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        TlsVerdict verdict;
        try
        {
            // A callback that does not watch its token is left behind.
            verdict = await credentials.JudgeAsync(certificate, context, linked.Token).AsTask().WaitAsync(linked.Token);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            throw TlsFailure.TrustTimedOut(context, options.TrustDeadline);
        }
        catch (Exception failure)
        {
            throw TlsFailure.TrustFailed(context, failure);
        }

        if (!verdict.IsTrusted)
            throw TlsFailure.Refused(verdict);
    }
}
