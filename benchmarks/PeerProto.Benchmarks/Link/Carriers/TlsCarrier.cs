using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace PeerProto.Benchmarks.Link.Carriers;

/// <summary>A bare <see cref="SslStream"/> with TLS 1.3.</summary>
internal sealed class TlsCarrier(Carrier carrier) : Carrier
{
    public override Task<int> ListenAsync(Func<Stream, Task> serve)
    {
        X509Certificate2 certificate = LoopbackCertificate.Create();
        return carrier.ListenAsync(async plain =>
        {
            SslStream secured = new(plain);
            await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate, EnabledSslProtocols = SslProtocols.Tls13 });
            await serve(secured);
        });
    }

    public override async Task<Stream> ConnectAsync(int port)
    {
        SslStream secured = new(await carrier.ConnectAsync(port));
        await secured.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = LoopbackCertificate.Host,
            EnabledSslProtocols = SslProtocols.Tls13,
            RemoteCertificateValidationCallback = LoopbackCertificate.Verify,
        });
        return secured;
    }
}
