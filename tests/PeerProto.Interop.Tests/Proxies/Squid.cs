using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace PeerProto.Interop.Tests.Proxies;

/// <summary>A squid of its own for one test, on the loopback address, with basic or digest authentication and a password that has colons in it. It opens connections to one port only.</summary>
internal sealed class Squid : IAsyncDisposable
{
    public const string Program = "squid";
    public const string Helpers = "/usr/lib/squid";
    public const string User = "ana";
    public const string Password = "s3cret:of:ana";

    private const string Realm = "squid of a test";

    private readonly Process _process;
    private readonly string _directory;

    private Squid(Process process, string directory, int port)
    {
        _process = process;
        _directory = directory;
        Port = port;
    }

    public int Port { get; }

    public static void Require()
    {
        Peers.RequireTool(Program);
        Peers.RequireFolder(Helpers, "apt-get install squid");
    }

    /// <param name="isDigest">Digest authentication (RFC 7616), with MD5 as squid knows it; else basic.</param>
    /// <param name="tunnelPort">The only port to which CONNECT is allowed.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<Squid> StartAsync(bool isDigest, int tunnelPort, CancellationToken cancellationToken)
    {
        string directory = Directory.CreateTempSubdirectory("squid-").FullName;
        int port = Ports.Free();
        string passwords = Path.Combine(directory, "passwords");
        string file = Path.Combine(directory, "squid.conf");
        await File.WriteAllTextAsync(passwords, isDigest ? $"{User}:{Realm}:{Digest()}\n" : $"{User}:{await BasicAsync(cancellationToken)}\n", cancellationToken);
        await File.WriteAllTextAsync(
            file,
            $"""
            http_port 127.0.0.1:{port}
            visible_hostname squid.test
            pid_filename none
            access_log none
            cache_log /dev/null
            cache deny all
            netdb_filename none
            pinger_enable off
            coredump_dir {directory}
            {(isDigest
                ? $"auth_param digest program {Helpers}/digest_file_auth -c {passwords}\nauth_param digest children 1\nauth_param digest realm {Realm}"
                : $"auth_param basic program {Helpers}/basic_ncsa_auth {passwords}\nauth_param basic children 1\nauth_param basic realm {Realm}")}
            acl known proxy_auth REQUIRED
            acl CONNECT method CONNECT
            acl open port {tunnelPort}
            http_access deny !known
            http_access deny CONNECT !open
            http_access allow known
            http_access deny all

            """,
            cancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode ForSquidsUser = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
            File.SetUnixFileMode(directory, ForSquidsUser | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
            File.SetUnixFileMode(passwords, ForSquidsUser);
            File.SetUnixFileMode(file, ForSquidsUser);
        }

        ProcessStartInfo start = new(Program, ["-N", "-f", file]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var squid = new Squid(Process.Start(start)!, directory, port);
        squid._process.BeginOutputReadLine();
        squid._process.BeginErrorReadLine();
        try
        {
            await Ports.ListensAsync(port, squid._process, cancellationToken);
            return squid;
        }
        catch
        {
            await squid.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    // What digest_file_auth -c wants: the hash of user, realm and password (RFC 7616 section 3.4.2), with MD5.
    [SuppressMessage("Security", "CA5351", Justification = "Squid's file of users holds MD5.")]
    private static string Digest() => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes($"{User}:{Realm}:{Password}")));

    private static async Task<string> BasicAsync(CancellationToken cancellationToken)
    {
        using Process openssl = Process.Start(new ProcessStartInfo("openssl", ["passwd", "-apr1", "-salt", "peerprot", Password]) { RedirectStandardOutput = true })!;
        string hash = await openssl.StandardOutput.ReadToEndAsync(cancellationToken);
        await openssl.WaitForExitAsync(cancellationToken);
        return hash.Trim();
    }
}
