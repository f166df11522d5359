using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>A row over a bare socket or a bare <see cref="SslStream"/>.</summary>
internal abstract class HandWrittenRow(bool isTls) : LinkRow
{
    private const string Subject = "CN=localhost";

    private Socket? _socket;
    private Stream? _stream;

    /// <summary>The client's socket.</summary>
    protected Socket Socket => _socket!;

    /// <summary>The client's stream.</summary>
    protected Stream Stream => _stream!;

    public override Task<int> ListenAsync(LinkMeter meter)
    {
        Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        _ = Task.Run(async () =>
        {
            Socket socket = await listener.AcceptAsync();
            socket.NoDelay = true;
            await ServeAsync(socket, await SecureAsServerAsync(socket), meter);
        });
        return Task.FromResult(((IPEndPoint)listener.LocalEndPoint!).Port);
    }

    public override async Task ConnectAsync(int port)
    {
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await _socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
        _stream = new NetworkStream(_socket);
        if (!isTls)
            return;
        SslStream secured = new(_stream);
        await secured.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            EnabledSslProtocols = SslProtocols.Tls13,
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == Subject,
        });
        _stream = secured;
    }

    /// <summary>Serves the one client until it goes.</summary>
    protected abstract Task ServeAsync(Socket socket, Stream stream, LinkMeter meter);

    private async Task<Stream> SecureAsServerAsync(Socket socket)
    {
        NetworkStream plain = new(socket);
        if (!isTls)
            return plain;
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new(Subject, key, HashAlgorithmName.SHA256);
        X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        SslStream secured = new(plain);
        await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate, EnabledSslProtocols = SslProtocols.Tls13 });
        return secured;
    }
}
