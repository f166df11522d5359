using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Chat;

/// <summary>Somebody on a host of the lab who connects to an app's port without being a peer. Uses sockets and TLS of the base library only.</summary>
internal sealed class Stranger : IDisposable
{
    private readonly Socket _socket;

    private Stranger(Socket socket) => _socket = socket;

    public IPEndPoint LocalEndPoint => (IPEndPoint)_socket.LocalEndPoint!;

    public static Stranger Connect(LabHost from, IPAddress address, int port) => ConnectMany(from, address, port, 1)[0];

    public static Stranger[] ConnectMany(LabHost from, IPAddress address, int port, int count) => from.Invoke(() =>
    {
        Stranger[] strangers = new Stranger[count];
        for (int i = 0; i < count; i++)
        {
            Socket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            strangers[i] = new Stranger(socket);
            try
            {
                socket.Connect(new IPEndPoint(address, port));
            }
            catch (SocketException refusal) when (refusal.SocketErrorCode == SocketError.ConnectionReset)
            {
                // one too many: the app ended it before this side saw it open
            }
        }

        return strangers;
    });

    public async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await _socket.SendAsync(bytes, cancellationToken);
        }
        catch (SocketException)
        {
            // refused before all of it was sent
        }
    }

    /// <summary>Reads until the app ends the connection, in whatever way.</summary>
    public async Task UntilEndedAsync(CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[4096];
        try
        {
            while (await _socket.ReceiveAsync(buffer, cancellationToken) > 0)
            {
                // an alert, or nothing that matters
            }
        }
        catch (SocketException)
        {
            // a reset ends it as well
        }
    }

    /// <summary>Makes a TLS handshake as the client, with a key of its own.</summary>
    public async Task<SslStream> HandshakeAsync(string applicationProtocol, CancellationToken cancellationToken)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 own = new CertificateRequest("CN=stranger", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        SslStream tls = new(new NetworkStream(_socket, ownsSocket: false));
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "",
                ApplicationProtocols = [new SslApplicationProtocol(applicationProtocol)],
                ClientCertificateContext = SslStreamCertificateContext.Create(own, additionalCertificates: null, offline: true),
                RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
            },
            cancellationToken);
        return tls;
    }

    public void Dispose() => _socket.Dispose();
}
