using System.Diagnostics;
using System.Net;

namespace PeerProto.Interop.Tests.Dns;

/// <summary>A name server that runs as a program on loopback, for one test. Disposing it ends it.</summary>
internal sealed class DnsProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _directory;
    private bool _isDisposed;

    private DnsProgram(Process process, string directory, int port)
    {
        _process = process;
        _directory = directory;
        Address = new IPEndPoint(IPAddress.Loopback, port);
    }

    /// <summary>Where it answers over UDP and TCP.</summary>
    public IPEndPoint Address { get; }

    /// <summary>Where it answers over TLS; only unbound does.</summary>
    public IPEndPoint? TlsAddress { get; private init; }

    /// <summary>Where it answers over HTTPS; only unbound does.</summary>
    public IPEndPoint? HttpsAddress { get; private init; }

    /// <summary>Starts dnsmasq, which gives one address for every name.</summary>
    public static async Task<DnsProgram> StartDnsmasqAsync(string address, CancellationToken cancellationToken, params string[] further)
    {
        Peers.RequireTool("dnsmasq");
        string directory = Directory.CreateTempSubdirectory("dnsmasq-").FullName;
        int port = Ports.Free();
        return await StartAsync(
            new DnsProgram(
                Run("dnsmasq", ["--keep-in-foreground", "--user=", "--conf-file=/dev/null", "--no-resolv", "--no-hosts", "--listen-address=127.0.0.1", "--bind-interfaces", $"--port={port}", $"--pid-file={directory}/pid", $"--address=/#/{address}", .. further]),
                directory,
                port),
            cancellationToken);
    }

    /// <summary>Starts unbound, which gives one address for every name, over UDP, TCP, TLS and HTTPS.</summary>
    public static async Task<DnsProgram> StartUnboundAsync(string address, ServerCertificate certificate, CancellationToken cancellationToken)
    {
        Peers.RequireTool("unbound");
        string directory = Directory.CreateTempSubdirectory("unbound-").FullName;
        int port = Ports.Free();
        int tlsPort = Ports.Free();
        int httpsPort = Ports.Free();
        await File.WriteAllTextAsync(Path.Combine(directory, "key.pem"), certificate.KeyPem, cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(directory, "certificate.pem"), certificate.CertificatePem, cancellationToken);
        string file = Path.Combine(directory, "unbound.conf");
        await File.WriteAllTextAsync(
            file,
            $"""
            server:
              directory: "{directory}"
              chroot: ""
              username: ""
              pidfile: "{directory}/pid"
              use-syslog: no
              do-daemonize: no
              num-threads: 1
              interface: 127.0.0.1@{port}
              interface: 127.0.0.1@{tlsPort}
              interface: 127.0.0.1@{httpsPort}
              tls-port: {tlsPort}
              https-port: {httpsPort}
              tls-service-key: "{directory}/key.pem"
              tls-service-pem: "{directory}/certificate.pem"
              access-control: 127.0.0.0/8 allow
              module-config: "iterator"
              local-zone: "." redirect
              local-data: ". 60 IN A {address}"

            """,
            cancellationToken);
        return await StartAsync(
            new DnsProgram(Run("unbound", ["-d", "-c", file]), directory, port) { TlsAddress = new IPEndPoint(IPAddress.Loopback, tlsPort), HttpsAddress = new IPEndPoint(IPAddress.Loopback, httpsPort) },
            cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private static Process Run(string program, IEnumerable<string> arguments)
    {
        Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task<DnsProgram> StartAsync(DnsProgram program, CancellationToken cancellationToken)
    {
        try
        {
            foreach (IPEndPoint? each in (IPEndPoint?[])[program.Address, program.TlsAddress, program.HttpsAddress])
            {
                if (each is not null)
                    await Ports.ListensAsync(each.Port, program._process, cancellationToken);
            }

            return program;
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }
}
