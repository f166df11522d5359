using System.Diagnostics;

namespace PeerProto.Interop.Tests.Proxies;

/// <summary>A tinyproxy of its own for one test, on the loopback address, with basic authentication.</summary>
internal sealed class Tinyproxy : IAsyncDisposable
{
    public const string Program = "tinyproxy";
    public const string User = "ana";
    public const string Password = "s3cret-of-ana";

    private readonly Process _process;
    private readonly string _directory;

    private Tinyproxy(Process process, string directory, int port)
    {
        _process = process;
        _directory = directory;
        Port = port;
    }

    public int Port { get; }

    public static async Task<Tinyproxy> StartAsync(CancellationToken cancellationToken)
    {
        string directory = Directory.CreateTempSubdirectory("tinyproxy-").FullName;
        int port = Ports.Free();
        string file = Path.Combine(directory, "tinyproxy.conf");
        await File.WriteAllTextAsync(
            file,
            $"""
            Port {port}
            Listen 127.0.0.1
            Timeout 60
            MaxClients 100
            Allow 127.0.0.1
            BasicAuth {User} {Password}
            LogLevel Error

            """,
            cancellationToken);
        ProcessStartInfo start = new(Program, ["-d", "-c", file]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var proxy = new Tinyproxy(Process.Start(start)!, directory, port);
        proxy._process.BeginOutputReadLine();
        proxy._process.BeginErrorReadLine();
        try
        {
            await Ports.ListensAsync(port, proxy._process, cancellationToken);
            return proxy;
        }
        catch
        {
            await proxy.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
        Directory.Delete(_directory, recursive: true);
        return default;
    }
}
