using System.Diagnostics;
using System.Security.Cryptography;

namespace PeerProto.Interop.Tests.Security;

/// <summary>The <c>openssl</c> program, in a directory of the test's own, which ends with the test.</summary>
internal sealed class OpenSsl : IDisposable
{
    public const string Password = "open sesame";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("peerproto-openssl-");
    private readonly List<Process> _processes = [];

    public static OpenSsl Require()
    {
        Peers.RequireTool("openssl");
        return new OpenSsl();
    }

    public string File(string name) => Path.Combine(_directory.FullName, name);

    /// <summary>Runs a command to its end, and expects that it succeeds.</summary>
    public async Task<string> RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        (int code, string output, string errors) = await TryAsync(cancellationToken, arguments);
        Assert.True(code == 0, $"openssl {string.Join(' ', arguments)}: {errors}");
        return output;
    }

    /// <summary>Runs a command to its end.</summary>
    public async Task<(int Code, string Output, string Errors)> TryAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        Process process = Start(arguments);
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        string errors = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await output, errors);
    }

    /// <summary>Starts a command with its input and output at hand.</summary>
    public Process Start(params string[] arguments)
    {
        Process process = Process.Start(new ProcessStartInfo("openssl", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _directory.FullName,
        })!;
        _processes.Add(process);
        return process;
    }

    /// <summary>Makes <c>key.pem</c> and <c>certificate.pem</c>, and tells the key as openssl sees it.</summary>
    public async Task<PeerKey> MakeIdentityAsync(string kind, CancellationToken cancellationToken)
    {
        string[] algorithm = kind.StartsWith("RSA-", StringComparison.Ordinal) ? ["rsa:" + kind[4..]] : ["ec", "-pkeyopt", "ec_paramgen_curve:" + kind];
        await RunAsync(
            cancellationToken, ["req", "-x509", "-newkey", .. algorithm, "-noenc", "-keyout", File("key.pem"), "-out", File("certificate.pem"), "-subj", "/CN=openssl", "-days", "825"]);
        return await KeyOfAsync(File("key.pem"), cancellationToken);
    }

    public async Task<PeerKey> KeyOfAsync(string keyFile, CancellationToken cancellationToken)
    {
        await RunAsync(cancellationToken, "pkey", "-in", keyFile, "-pubout", "-outform", "DER", "-out", File("public.der"));
        return PeerKey.FromBytes(SHA256.HashData(await System.IO.File.ReadAllBytesAsync(File("public.der"), cancellationToken)));
    }

    public string IdentityPem() => System.IO.File.ReadAllText(File("certificate.pem")) + System.IO.File.ReadAllText(File("key.pem"));

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
}
