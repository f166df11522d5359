using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PeerProto.Security.Tests.Tls;

public sealed class OpenSslTests : IDisposable
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly PeerIdentity _identity = PeerIdentity.Create();

    public OpenSslTests() => _guard.CancelAfter(Guard);

    public void Dispose()
    {
        _guard.Dispose();
        _identity.Dispose();
    }

    [Theory]
    [InlineData("-tls1_3")]
    [InlineData("-tls1_2")]
    public async Task ClientWithCertificate_IsIdentifiedAndTalks(string version)
    {
        using OpenSslPeer openssl = await OpenSslPeer.StartAsync(_guard.Token);
        (Process client, Task<SecuredLink> accepting, TcpClient link) = await ConnectAsync(
            openssl, PeerSecurity.Pinned(openssl.Key), $"{version} -alpn peerproto/0 -quiet -cert {openssl.CertificateFile} -key {openssl.KeyFile}");
        using (link)
        {
            SecuredLink accepted = await accepting;
            Assert.Equal(openssl.Key, accepted.RemoteKey);
            await client.StandardInput.WriteAsync("ping");
            await client.StandardInput.FlushAsync(_guard.Token);
            var received = new byte[4];
            await accepted.Stream.ReadExactlyAsync(received, _guard.Token);
            Assert.Equal("ping"u8.ToArray(), received);

            await accepted.Stream.WriteAsync("pong\n"u8.ToArray(), _guard.Token);
            Assert.Equal("pong", await client.StandardOutput.ReadLineAsync(_guard.Token));
            await accepted.Stream.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("-tls1_3", PeerErrorCode.PeerNotIdentified)]
    [InlineData("-tls1_2", PeerErrorCode.PeerNotIdentified)]
    public async Task ClientWithoutCertificate_IsRefused(string version, PeerErrorCode expected) =>
        await IsRefusedAsync($"{version} -alpn peerproto/0", expected);

    [Theory]
    [InlineData("-tls1_2 -cipher ECDHE-ECDSA-AES128-SHA256 -alpn peerproto/0")]
    [InlineData("-tls1_1 -cipher DEFAULT@SECLEVEL=0 -alpn peerproto/0")]
    [InlineData("-tls1_3")]
    public async Task WeakSuiteOldVersionOrNoProtocol_IsRefused(string arguments)
    {
        using OpenSslPeer openssl = await OpenSslPeer.StartAsync(_guard.Token);
        await IsRefusedAsync($"{arguments} -cert {openssl.CertificateFile} -key {openssl.KeyFile}", PeerErrorCode.HandshakeFailed);
    }

    [Theory]
    [InlineData("-tls1_3")]
    [InlineData("-tls1_2")]
    public async Task ServerOfOpenSsl_IsIdentifiedByItsKey(string version)
    {
        using OpenSslPeer openssl = await OpenSslPeer.StartAsync(_guard.Token);
        Process server = openssl.Start($"s_server -accept 127.0.0.1:0 {version} -alpn peerproto/0 -Verify 1 -cert {openssl.CertificateFile} -key {openssl.KeyFile}");
        int port = 0;
        while (port == 0)
        {
            string line = await server.StandardOutput.ReadLineAsync(_guard.Token) ?? throw new InvalidOperationException("openssl s_server ended.");
            if (line.StartsWith("ACCEPT 127.0.0.1:", StringComparison.Ordinal))
                port = int.Parse(line.AsSpan(line.LastIndexOf(':') + 1));
        }

        using var link = new TcpClient();
        await link.ConnectAsync(IPAddress.Loopback, port, _guard.Token);
        SecuredLink connected = await PeerSecurity.Pinned(openssl.Key).CreateStreamSecurity(_identity)
            .AuthenticateAsClientAsync(link.GetStream(), SecurityScene.Context, _guard.Token);
        Assert.Equal(openssl.Key, connected.RemoteKey);
        await connected.Stream.DisposeAsync();
    }

    private async Task IsRefusedAsync(string arguments, PeerErrorCode expected)
    {
        using OpenSslPeer openssl = await OpenSslPeer.StartAsync(_guard.Token);
        (_, Task<SecuredLink> accepting, TcpClient link) = await ConnectAsync(openssl, PeerSecurity.Unverified, arguments);
        using (link)
            Assert.Equal(expected, (await SecurityScene.RefusalAsync(accepting)).Code);
    }

    private async Task<(Process Client, Task<SecuredLink> Accepting, TcpClient Link)> ConnectAsync(OpenSslPeer openssl, PeerSecurity security, string arguments)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Process client = openssl.Start($"s_client -connect {listener.LocalEndpoint} {arguments}");
        TcpClient link = await listener.AcceptTcpClientAsync(_guard.Token);
        Task<SecuredLink> accepting = security.CreateStreamSecurity(_identity).AuthenticateAsServerAsync(link.GetStream(), SecurityScene.Context, _guard.Token).AsTask();
        return (client, accepting, link);
    }
}
