using System.Globalization;
using System.Net;
using System.Text;
using PeerProto.Interop.Tests.Proxies;

namespace PeerProto.Interop.Tests.Security;

public sealed class OpenSslPskTests : IAsyncDisposable
{
    private const string Exporter = "EXPORTER-Channel-Binding";

    private readonly PskPeers _peers = new();
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("peerproto-psk-");

    public OpenSslPskTests() => Peers.RequireTool("openssl");

    public static TheoryData<string> Variants { get; } =
    [
        "-tls1_2 -cipher PSK-AES128-GCM-SHA256",
        "-tls1_2 -cipher ECDHE-PSK-CHACHA20-POLY1305",
        "-tls1_3 -ciphersuites TLS_AES_128_GCM_SHA256",
        "-tls1_3 -ciphersuites TLS_CHACHA20_POLY1305_SHA256",
    ];

    private string KeyLog => Path.Combine(_directory.FullName, "keys.log");

    public async ValueTask DisposeAsync()
    {
        await _peers.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task ClientOfOpenSsl_TalksAndSharesTheExporter(string variant)
    {
        await using TlsProgram client = StartClient(PskPeers.Hex, PskPeers.Identity, variant);
        SecuredLink link = await _peers.AcceptAsync();
        Assert.Equal(await ExportedAsync(client, _peers.Tap!.Sent), Convert.ToHexString(link.ChannelBinding.Span));

        await client.SayAsync("ping", _peers.Ending);
        await _peers.ReadsAsync(link.Stream, "ping\n");
        await link.Stream.WriteAsync("pong\n"u8.ToArray(), _peers.Ending);
        await client.LineAsync("pong", _peers.Ending);
        await link.Stream.DisposeAsync();
        await client.Process.WaitForExitAsync(_peers.Ending);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task ServerOfOpenSsl_TalksAndSharesTheExporter(string variant)
    {
        (TlsProgram server, int port) = await StartServerAsync(PskPeers.Hex, PskPeers.Identity, variant);
        await using (server)
        {
            SecuredLink link = await _peers.ConnectAsync(port);
            Assert.Equal(await ExportedAsync(server, _peers.Tap!.Received), Convert.ToHexString(link.ChannelBinding.Span));

            await link.Stream.WriteAsync("ping\n"u8.ToArray(), _peers.Ending);
            await server.LineAsync("ping", _peers.Ending);
            await server.SayAsync("pong", _peers.Ending);
            await _peers.ReadsAsync(link.Stream, "pong\n");
            await link.Stream.DisposeAsync();
            await server.LineAsync("CONNECTION CLOSED", _peers.Ending);
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task OpenSslHasAnotherSecret_IsDiagnosedInBothRoles(string variant)
    {
        await using (StartClient(PskPeers.OtherHex, PskPeers.Identity, variant))
            Assert.Equal(PeerDiagnosisCode.PreSharedKeyWrong, await PskPeers.RefusedAsync(_peers.AcceptAsync()));

        (TlsProgram server, int port) = await StartServerAsync(PskPeers.OtherHex, PskPeers.Identity, variant);
        await using (server)
            Assert.Equal(PeerDiagnosisCode.PreSharedKeyWrong, await PskPeers.RefusedAsync(_peers.ConnectAsync(port)));
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task ClientOfOpenSslNamesAnUnknownIdentity_IsDiagnosed(string variant)
    {
        await using TlsProgram client = StartClient(PskPeers.Hex, "cellar", variant);
        Assert.Equal(PeerDiagnosisCode.PreSharedKeyUnknown, await PskPeers.RefusedAsync(_peers.AcceptAsync()));
        await client.Process.WaitForExitAsync(_peers.Ending);
        Assert.NotEqual(0, client.Process.ExitCode);
    }

    [Fact]
    public async Task OpenSslKnowsCertificatesOnly_IsDiagnosed()
    {
        await using TlsProgram client = TlsProgram.Start("openssl", "s_client", "-connect", $"127.0.0.1:{_peers.Port}", "-nocommands");
        Assert.Equal(PeerDiagnosisCode.NoPreSharedKey, await PskPeers.RefusedAsync(_peers.AcceptAsync()));
    }

    [Fact]
    public async Task KeyOfApplesTicTacToe_OpensAConnection()
    {
        (TlsProgram server, int port) = await StartServerAsync(
            "a7127fadaf08053b7fe5e836e3b52e8b33405e41a4ebfda1ae406069cd05396b", "TicTacToe", "-tls1_2 -cipher PSK-AES128-GCM-SHA256");
        await using (server)
        {
            SecuredLink link = await _peers.ConnectAsync(port, PeerSecurity.PreSharedKey(PreSharedKey.FromApplePasscode("TicTacToe", "1234")));
            await link.Stream.WriteAsync("move\n"u8.ToArray(), _peers.Ending);
            await server.LineAsync("move", _peers.Ending);
            await link.Stream.DisposeAsync();
        }
    }

    [Fact]
    public async Task WebSocketByHandThroughOpenSsl_MeetsASession()
    {
        await using PeerSession<IGreeter> session = await StartSessionAsync(new WebSocketTransportProvider());
        PeerEndpoint place = session.LocalEndpoints[0];
        await using TlsProgram client = TlsProgram.Start(
            "openssl", "s_client", "-connect", $"127.0.0.1:{place.Port}", "-quiet", "-nocommands", "-psk", PskPeers.Hex, "-psk_identity", PskPeers.Identity, "-tls1_2", "-cipher", "PSK-AES128-GCM-SHA256");
        Stream input = client.Process.StandardInput.BaseStream;
        Stream output = client.Process.StandardOutput.BaseStream;
        await input.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"GET / HTTP/1.1\r\nHost: 127.0.0.1:{place.Port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: peerproto\r\n\r\n"),
            _peers.Ending);
        await input.FlushAsync(_peers.Ending);
        string head = await ReadHeadAsync(output);
        Assert.StartsWith("HTTP/1.1 101 ", head, StringComparison.Ordinal);
        Assert.Contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", head, StringComparison.OrdinalIgnoreCase); // RFC 6455 section 1.3

        // A Hello as docs/wire-protocol.md describes it, in one masked message (RFC 6455 section 5.3).
        byte[] hello = [.. "PEER"u8, 0x86, 0, 0, 1, 0xad, .. "proxy-greeter"u8, 2, 1, 3, 0xc4, 16, .. new byte[16], 4, 0xc4, 16, .. new byte[15], 1, 5, 0xa1, .. "x"u8];
        byte[] frame = [0x40, (byte)(hello.Length + 1), 1, .. hello];
        byte[] mask = [0x37, 0xfa, 0x21, 0x3d];
        await input.WriteAsync(new byte[] { 0x82, (byte)(0x80 | frame.Length) }.Concat(mask).Concat(frame.Select((one, at) => (byte)(one ^ mask[at % 4]))).ToArray(), _peers.Ending);
        await input.FlushAsync(_peers.Ending);

        byte[] answered = new byte[2];
        await output.ReadExactlyAsync(answered, _peers.Ending);
        Assert.Equal(0x82, answered[0]);
        int length = answered[1];
        if (length == 126)
        {
            await output.ReadExactlyAsync(answered, _peers.Ending);
            length = (answered[0] << 8) | answered[1];
        }

        byte[] message = new byte[length];
        await output.ReadExactlyAsync(message, _peers.Ending);
        string text = Encoding.Latin1.GetString(message);
        Assert.Contains("PEER", text, StringComparison.Ordinal);
        Assert.Contains("proxy-greeter", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoSessionsOverWebSocketAndPreSharedKey_TalkOnThePortThatOpenSslSeesAsTlsPsk()
    {
        await using PeerSession<IGreeter> far = await StartSessionAsync(new WebSocketTransportProvider());
        await using PeerSession<IGreeter> near = await StartSessionAsync(new WebSocketTransportProvider());
        Peer<IGreeter> peer = await near.ConnectAsync(far.LocalEndpoints[0], _peers.Ending);
        Assert.Equal("Hello Ana", await peer.Contract.GreetAsync("Ana", _peers.Ending));

        await using TlsProgram client = TlsProgram.Start(
            "openssl", "s_client", "-connect", $"127.0.0.1:{far.LocalEndpoints[0].Port}", "-nocommands", "-psk", PskPeers.Hex, "-psk_identity", PskPeers.Identity, "-tls1_3", "-alpn", "peerproto/0");
        Assert.Equal("ALPN protocol: peerproto/0", await client.LineAsync("ALPN protocol", _peers.Ending));
    }

    private static Task<PeerSession<IGreeter>> StartSessionAsync(ITransportProvider transport) => PeerSession.StartAsync<IGreeter>(new Greeter(), options =>
    {
        options.Transports = [transport];
        options.ListenAddress = IPAddress.Loopback;
        options.UseDiscovery = false;
        options.Security = PskPeers.Security;
        options.DrainTimeout = TimeSpan.FromSeconds(1);
    });

    private TlsProgram StartClient(string key, string identity, string variant) => TlsProgram.Start(
        "openssl",
        [
            "s_client", "-connect", $"127.0.0.1:{_peers.Port}", "-nocommands", "-psk", key, "-psk_identity", identity,
            "-keymatexport", Exporter, "-keymatexportlen", "32", "-keylogfile", KeyLog, "-alpn", "peerproto/0", .. variant.Split(' '),
        ]);

    private async Task<(TlsProgram Server, int Port)> StartServerAsync(string key, string identity, string variant)
    {
        TlsProgram server = TlsProgram.Start(
            "openssl",
            [
                "s_server", "-accept", "127.0.0.1:0", "-nocert", "-psk", key, "-psk_identity", identity,
                "-keymatexport", Exporter, "-keymatexportlen", "32", "-keylogfile", KeyLog, .. variant.Split(' '),
            ]);
        string line = await server.LineAsync("ACCEPT 127.0.0.1:", _peers.Ending);
        return (server, int.Parse(line.AsSpan(line.LastIndexOf(':') + 1), CultureInfo.InvariantCulture));
    }

    /// <summary>What openssl exports: in TLS 1.3 it says so itself, in 1.2 its master secret tells.</summary>
    private async Task<string> ExportedAsync(TlsProgram openssl, MemoryStream ofServer)
    {
        string said = await openssl.LineAsync("    Keying material: ", _peers.Ending);
        string[] secrets = await File.ReadAllLinesAsync(KeyLog, _peers.Ending);
        return Array.Find(secrets, static line => line.StartsWith("CLIENT_RANDOM ", StringComparison.Ordinal)) is { } secret
            ? Tls12Exporter.Export(secret, ofServer.ToArray(), Exporter, length: 32)
            : said.Split(' ')[^1];
    }

    private async Task<string> ReadHeadAsync(Stream stream)
    {
        StringBuilder head = new();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one, _peers.Ending);
            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}
