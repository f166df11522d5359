using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PeerProto.Security.Trust;

/// <summary>Trusts what an authority has issued (RFC 5280 section 6).</summary>
internal sealed class AuthoritiesPolicy(X509Certificate2[] roots, X509Certificate2[] intermediates) : PeerTrustPolicy
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const string AnyPurpose = "2.5.29.37.0";

    public override ValueTask<TlsVerdict> JudgeAsync(PeerTrustContext peer, CancellationToken cancellationToken) => new(Judge(peer));

    private TlsVerdict Judge(PeerTrustContext peer)
    {
        X509Certificate2 certificate = peer.Certificate;
        if (certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(static constraints => constraints.CertificateAuthority))
            return Unsuitable(peer, "is that of an authority, which issues certificates and is none of a peer");
        if (!IsForTls(certificate))
            return Unsuitable(peer, "is for another purpose than TLS");

        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        chain.ChainPolicy.ExtraStore.AddRange(intermediates);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = peer.Time.UtcDateTime;
        bool isIssued = chain.Build(certificate);
        X509ChainStatusFlags status = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, static (sum, one) => sum | one.Status);
        bool isForTls = chain.ChainElements.SkipLast(1).All(static element => IsForTls(element.Certificate)); // a root is trusted for what this side says
        foreach (X509ChainElement element in chain.ChainElements)
            element.Certificate.Dispose();
        return !isIssued ? Explain(peer, status)
            : isForTls ? TlsVerdict.Trusted
            : Unsuitable(peer, "was issued by an authority that is for another purpose than TLS");
    }

    /// <summary>Whether what a certificate says of its purpose allows TLS; one that says nothing allows it (RFC 5280 section 4.2.1.12).</summary>
    private static bool IsForTls(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault() is not { } usages
        || usages.EnhancedKeyUsages.Cast<Oid>().Any(static usage => usage.Value is ServerAuthentication or ClientAuthentication or AnyPurpose);

    private static TlsVerdict Explain(PeerTrustContext peer, X509ChainStatusFlags status)
    {
        if (peer.Certificate.SubjectName.RawData.AsSpan().SequenceEqual(peer.Certificate.IssuerName.RawData))
        {
            return TlsVerdict.Refused(
                $"The certificate of {peer.RemoteEndpoint} is self-signed, and this side trusts only what an authority has issued",
                "Let the authority issue a certificate for the peer's key, or trust the key itself with PeerSecurity.Pinned or Paired",
                PeerDiagnosisCode.CertificateSelfSigned);
        }

        if ((status & (X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.NotSignatureValid)) != 0)
        {
            return TlsVerdict.Refused(
                $"The certificate of {peer.RemoteEndpoint} was not issued by an authority that this side trusts, though it names '{peer.Certificate.IssuerName.Name}'",
                "Give the right authority to PeerTrustPolicy.Authorities, with those between it and the peer, or let it issue the peer's certificate",
                PeerDiagnosisCode.AuthorityUnknown);
        }

        return (status & X509ChainStatusFlags.NotTimeValid) != 0
            ? TlsVerdict.Refused(
                $"The certificate of an authority behind that of {peer.RemoteEndpoint} is not valid at this time",
                "Set the clock if it is off, or renew the authority's certificate",
                PeerDiagnosisCode.CertificateDates)
            : Unsuitable(peer, $"breaks the rules for certificates ({status})");
    }

    private static TlsVerdict Unsuitable(PeerTrustContext peer, string why) => TlsVerdict.Refused(
        $"The certificate of {peer.RemoteEndpoint} {why}",
        "Let the authority issue one for TLS clients and servers (extendedKeyUsage clientAuth, serverAuth; basicConstraints CA:FALSE)",
        PeerDiagnosisCode.CertificateUnsuitable);
}
