using System.Net;
using System.Net.Quic;
using System.Net.Security;
using System.Runtime.Versioning;
using System.Security.Cryptography.X509Certificates;

namespace PeerProto.Transports.Quic.Tests;

/// <summary>A client that speaks QUIC and not PeerProto: what strangers may do.</summary>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
[SupportedOSPlatform("windows")]
internal static class RawQuicClient
{
    public static ValueTask<QuicConnection> ConnectAsync(
        PeerEndpoint endpoint, X509Certificate2? certificate, CancellationToken cancellationToken, string protocol = SecurityContext.DefaultApplicationProtocol) =>
        QuicConnection.ConnectAsync(
            new QuicClientConnectionOptions
            {
                RemoteEndPoint = new IPEndPoint(endpoint.Address!.Address, endpoint.Port),
                DefaultCloseErrorCode = 0,
                DefaultStreamErrorCode = 0,
                MaxInboundUnidirectionalStreams = 16,
                ClientAuthenticationOptions = new SslClientAuthenticationOptions
                {
                    ApplicationProtocols = [new SslApplicationProtocol(protocol)],
                    ClientCertificates = certificate is null ? null : [certificate],
                    RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null,
                    TargetHost = "",
                },
            },
            cancellationToken);
}
