using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace PeerProto.Discovery.Forwarding;

/// <summary>What servers over TLS and HTTPS have to prove: that an authority which is trusted gave them their name.</summary>
internal static class UpstreamTls
{
    public static SslClientAuthenticationOptions For(DnsUpstream upstream)
    {
        X509ChainPolicy policy = new()
        {
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true, // nothing is fetched from where an unproven certificate says; and looking that up would need the forwarder itself
        };
        if (upstream.Authorities is { } authorities)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(authorities);
        }

        return new SslClientAuthenticationOptions { TargetHost = upstream.ServerName ?? upstream.Url!.IdnHost, CertificateChainPolicy = policy };
    }
}
