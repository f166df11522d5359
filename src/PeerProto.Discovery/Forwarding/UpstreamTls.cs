using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace PeerProto.Discovery.Forwarding;

/// <summary>What servers over TLS and HTTPS have to prove: that an authority which is trusted gave them their name.</summary>
internal static class UpstreamTls
{
    public static SslClientAuthenticationOptions For(DnsUpstream upstream)
    {
        SslClientAuthenticationOptions options = new() { TargetHost = upstream.ServerName ?? upstream.Url!.IdnHost };
        if (upstream.Authorities is { } authorities)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true, // looking something up would need the forwarder itself
            };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        return options;
    }
}
