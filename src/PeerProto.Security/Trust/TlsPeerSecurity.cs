using System.Security.Cryptography.X509Certificates;
using PeerProto.Security.Tls;

namespace PeerProto.Security.Trust;

/// <summary>The kinds of security that differ only in which keys are welcome.</summary>
internal abstract class TlsPeerSecurity : PeerSecurity
{
    public override IStreamSecurity CreateStreamSecurity(PeerIdentity identity, StreamSecurityOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(identity);
        options ??= new StreamSecurityOptions();
        options.Validate();
        OnStart(options);
        return new TlsStreamSecurity(new Credentials(identity.Certificate, this, options.TimeProvider), options);
    }

    public sealed override ITlsCredentials CreateTlsCredentials(PeerIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        return new Credentials(identity.Certificate, this, TimeProvider.System);
    }

    protected virtual void OnStart(StreamSecurityOptions options)
    {
    }

    protected abstract ValueTask<TlsVerdict> JudgeAsync(PeerTrustContext peer, CancellationToken cancellationToken);

    private sealed class Credentials(X509Certificate2 certificate, TlsPeerSecurity security, TimeProvider timeProvider) : ITlsCredentials
    {
        public X509Certificate2 Certificate => certificate;

        public ValueTask<TlsVerdict> JudgeAsync(X509Certificate2 remote, SecurityContext context, CancellationToken cancellationToken)
        {
            DateTimeOffset now = timeProvider.GetUtcNow();
            return CertificateDates.Judge(remote, context.RemoteEndpoint, now) is { } refused
                ? new(refused)
                : security.JudgeAsync(new PeerTrustContext(PeerKey.FromCertificate(remote), context.RemoteEndpoint, remote, now), cancellationToken);
        }
    }
}
