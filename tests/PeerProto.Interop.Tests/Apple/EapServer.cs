using System.Globalization;
using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Apple;

/// <summary>Debian's hostapd as a RADIUS server, or as a switch with 802.1X, on a host of a lab; its files are in a folder of its own, which ends with it.</summary>
internal sealed class EapServer : IAsyncDisposable
{
    public const string Program = "hostapd";
    public const string Tester = "eapol_test";
    public const string UserName = "ana";
    public const string Password = "correct horse # \"quoted\"";

    private const string Secret = "shared by radius";
    private const int RadiusPort = 1812;

    private readonly LabHost _host;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peerproto-hostapd-");
    private LabProcess? _process;

    private EapServer(LabHost host) => _host = host;

    public static Task<EapServer> StartRadiusAsync(LabHost host, EapCertificates certificates, (int From, int To) validDays, CancellationToken cancellationToken) => StartAsync(
        host,
        certificates,
        validDays,
        server => string.Create(CultureInfo.InvariantCulture, $"interface=lo\ndriver=none\nradius_server_clients={server.File("clients")}\nradius_server_auth_port={RadiusPort}\n"),
        cancellationToken);

    public static Task<EapServer> StartSwitchAsync(LabHost host, string networkInterface, EapCertificates certificates, CancellationToken cancellationToken) => StartAsync(
        host, certificates, (-1, 10), _ => $"interface={networkInterface}\ndriver=wired\nuse_pae_group_addr=1\n", cancellationToken);

    public string File(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Lets the standard test program authenticate with a configuration.</summary>
    public async Task<LabCommandResult> TryAsync(string configuration, CancellationToken cancellationToken)
    {
        string file = await WriteAsync("wpa.conf", configuration, cancellationToken);
        return await _host.RunAsync(Tester, ["-c", file, "-a", "127.0.0.1", "-p", RadiusPort.ToString(CultureInfo.InvariantCulture), "-s", Secret, "-t", "30"], cancellationToken);
    }

    /// <summary>Waits for words of the server.</summary>
    public Task<string> SaysAsync(string words, CancellationToken cancellationToken) => _process!.WaitForLineAsync(line => line.Contains(words, StringComparison.Ordinal), cancellationToken);

    public async Task<string> WriteAsync(string name, string content, CancellationToken cancellationToken)
    {
        await System.IO.File.WriteAllTextAsync(File(name), content, cancellationToken);
        return File(name);
    }

    public async ValueTask DisposeAsync()
    {
        await (_process?.DisposeAsync() ?? default);
        _folder.Delete(recursive: true);
    }

    private static async Task<EapServer> StartAsync(LabHost host, EapCertificates certificates, (int From, int To) validDays, Func<EapServer, string> place, CancellationToken cancellationToken)
    {
        EapServer server = new(host);
        try
        {
            await server.WriteAsync("clients", $"127.0.0.1 {Secret}\n", cancellationToken);
            await server.WriteAsync("root.pem", certificates.Root.ExportCertificatePem() + "\n", cancellationToken);
            await server.WriteAsync("server.pem", certificates.ServerPem(validDays.From, validDays.To), cancellationToken);
            await server.WriteAsync("server.key", certificates.ServerKeyPem(), cancellationToken);
            string password = Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(Password));
            await server.WriteAsync("users", $"* PEAP,TTLS,TLS,FAST\n\"{UserName}\" MSCHAPV2,TTLS-PAP,TTLS-CHAP,TTLS-MSCHAP,TTLS-MSCHAPV2 {password} [2]\n", cancellationToken);
            string configuration =
                $"""
                {place(server)}
                ieee8021x=1
                eap_server=1
                eap_user_file={server.File("users")}
                ca_cert={server.File("root.pem")}
                server_cert={server.File("server.pem")}
                private_key={server.File("server.key")}
                pac_opaque_encr_key=000102030405060708090a0b0c0d0e0f
                eap_fast_a_id=101112131415161718191a1b1c1d1e1f
                eap_fast_a_id_info=example
                eap_fast_prov=2

                """;
            server._process = host.Start(Program, ["-d", await server.WriteAsync("hostapd.conf", configuration, cancellationToken)]);
            await server.SaysAsync("AP-ENABLED", cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }
}
