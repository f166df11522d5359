using System.Diagnostics;
using System.Security.Cryptography;

namespace PeerProto.Security.Tests.Tls;

/// <summary>The <c>openssl</c> program with a key and certificate of its own making, as a peer that knows nothing of this library.</summary>
internal sealed class OpenSslPeer : IDisposable
{
    private const string RequirePeers = "PEERPROTO_REQUIRE_PEERS";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("peerproto-openssl-");
    private readonly List<Process> _processes = [];

    private OpenSslPeer()
    {
    }

    public string CertificateFile => Path.Combine(_directory.FullName, "certificate.pem");

    public string KeyFile => Path.Combine(_directory.FullName, "key.pem");

    /// <summary>The key of the certificate as openssl tells it.</summary>
    public PeerKey Key { get; private set; } = null!;

    /// <summary>Skips the test if openssl is missing; fails it if the environment demands real peers.</summary>
    public static async Task<OpenSslPeer> StartAsync(CancellationToken cancellationToken)
    {
        var peer = new OpenSslPeer();
        try
        {
            await peer.RunAsync(
                $"req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout {peer.KeyFile} -out {peer.CertificateFile} -subj /CN=test -days 1", cancellationToken);
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            peer.Dispose();
            if (Environment.GetEnvironmentVariable(RequirePeers) == "1")
                Assert.Fail($"{RequirePeers}=1, but openssl cannot be started: {missing.Message}");
            Assert.Skip("The openssl program is not installed.");
        }

        string publicKey = Path.Combine(peer._directory.FullName, "public.der");
        await peer.RunAsync($"pkey -in {peer.KeyFile} -pubout -outform DER -out {publicKey}", cancellationToken);
        peer.Key = PeerKey.FromBytes(SHA256.HashData(await File.ReadAllBytesAsync(publicKey, cancellationToken)));
        return peer;
    }

    /// <summary>Starts openssl with its input and output at hand; it ends with this object at the latest.</summary>
    public Process Start(string arguments)
    {
        var process = Process.Start(new ProcessStartInfo("openssl", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _processes.Add(process);
        return process;
    }

    public void Dispose()
    {
        foreach (Process process in _processes)
        {
            if (!process.HasExited)
                process.Kill();
            process.Dispose();
        }

        _directory.Delete(recursive: true);
    }

    private async Task RunAsync(string arguments, CancellationToken cancellationToken)
    {
        Process process = Start(arguments);
        string errors = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        Assert.True(process.ExitCode == 0, errors);
    }
}
