using System.Globalization;

namespace PeerProto.Interop.Tests.Security;

public sealed class GnuTlsPskTests : IAsyncDisposable
{
    private const string EphemeralTls12 = "NORMAL:-KX-ALL:+ECDHE-PSK:-VERS-ALL:+VERS-TLS1.2:-CIPHER-ALL:+CHACHA20-POLY1305";

    private readonly PskPeers _peers = new();
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("peerproto-gnutls-");

    public GnuTlsPskTests()
    {
        Peers.RequireTool("gnutls-cli");
        Peers.RequireTool("gnutls-serv");
    }

    public static TheoryData<string> Variants { get; } =
    [
        "NORMAL:-KX-ALL:+PSK:-VERS-ALL:+VERS-TLS1.2:-CIPHER-ALL:+AES-128-GCM",
        EphemeralTls12,
        "NORMAL:-KX-ALL:+ECDHE-PSK:+DHE-PSK:-VERS-ALL:+VERS-TLS1.3",
        "NORMAL:-KX-ALL:+ECDHE-PSK:+PSK",
    ];

    public static TheoryData<string> ClientVariants { get; } = [.. Variants.Where(static row => row.Data != EphemeralTls12)];

    public async ValueTask DisposeAsync()
    {
        await _peers.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    /// <remarks>With ECDHE-PSK in TLS 1.2 the client of GnuTLS 3.7 falls over its own description of the connection, whoever the server is.</remarks>
    [Fact]
    public async Task ClientOfGnuTlsWithAnEphemeralExchangeInTls12_FinishesTheHandshake()
    {
        await using TlsProgram client = StartClient(EphemeralTls12, PskPeers.Hex, PskPeers.Identity);
        SecuredLink link = await _peers.AcceptAsync();
        await client.LineAsync("- Description: (TLS1.2", _peers.Ending);
        await link.Stream.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(ClientVariants))]
    public async Task ClientOfGnuTls_Talks(string priority)
    {
        await using TlsProgram client = StartClient(priority, PskPeers.Hex, PskPeers.Identity);
        SecuredLink link = await _peers.AcceptAsync();
        await client.LineAsync("- Simple Client Mode", _peers.Ending);
        await client.SayAsync("ping", _peers.Ending);
        await _peers.ReadsAsync(link.Stream, "ping\n");
        await link.Stream.WriteAsync("pong\n"u8.ToArray(), _peers.Ending);
        await client.LineAsync("pong", _peers.Ending);
        await link.Stream.DisposeAsync();
        await client.LineAsync("- Peer has closed the GnuTLS connection", _peers.Ending);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task ServerOfGnuTls_Talks(string priority)
    {
        (TlsProgram server, int port) = await StartServerAsync(priority, PskPeers.Hex);
        await using (server)
        {
            SecuredLink link = await _peers.ConnectAsync(port);
            await link.Stream.WriteAsync("ping\n"u8.ToArray(), _peers.Ending);
            await _peers.ReadsAsync(link.Stream, "ping\n");
            await link.Stream.DisposeAsync();
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task GnuTlsHasAnotherSecret_IsDiagnosedInBothRoles(string priority)
    {
        await using (StartClient(priority, PskPeers.OtherHex, PskPeers.Identity))
            Assert.Equal(PeerDiagnosisCode.PreSharedKeyWrong, await PskPeers.RefusedAsync(_peers.AcceptAsync()));

        (TlsProgram server, int port) = await StartServerAsync(priority, PskPeers.OtherHex);
        await using (server)
            Assert.Equal(PeerDiagnosisCode.PreSharedKeyWrong, await PskPeers.RefusedAsync(_peers.ConnectAsync(port)));
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task ClientOfGnuTlsNamesAnUnknownIdentity_IsDiagnosed(string priority)
    {
        await using TlsProgram client = StartClient(priority, PskPeers.Hex, "cellar");
        Assert.Equal(PeerDiagnosisCode.PreSharedKeyUnknown, await PskPeers.RefusedAsync(_peers.AcceptAsync()));
    }

    private TlsProgram StartClient(string priority, string key, string identity) => TlsProgram.Start(
        "gnutls-cli", "--port", _peers.Port.ToString(CultureInfo.InvariantCulture), "--pskusername", identity, "--pskkey", key, "--priority", priority, "--alpn", "peerproto/0", "127.0.0.1");

    /// <summary>The program listens at a port that was free a moment ago, since it cannot tell one that it chose.</summary>
    private async Task<(TlsProgram Server, int Port)> StartServerAsync(string priority, string key)
    {
        string keys = Path.Combine(_directory.FullName, "keys.psk");
        await File.WriteAllTextAsync(keys, $"{PskPeers.Identity}:{key}\n", _peers.Ending);
        int port = Ports.Free();
        TlsProgram server = TlsProgram.Start("gnutls-serv", "--echo", "--port", port.ToString(CultureInfo.InvariantCulture), "--pskpasswd", keys, "--priority", priority);
        await Ports.ListensAsync(port, server.Process, _peers.Ending);
        return (server, port);
    }
}
