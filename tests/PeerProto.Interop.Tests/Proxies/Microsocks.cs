using System.Diagnostics;

namespace PeerProto.Interop.Tests.Proxies;

/// <summary>A microsocks of its own for one test: a SOCKS 5 proxy on the loopback address that asks for user and password.</summary>
internal sealed class Microsocks : IAsyncDisposable
{
    public const string Program = "microsocks";
    public const string User = "ana";
    public const string Password = "s3cret-of-ana";

    private readonly Process _process;

    private Microsocks(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    public static async Task<Microsocks> StartAsync(CancellationToken cancellationToken)
    {
        int port = Ports.Free();
        ProcessStartInfo start = new(Program, ["-i", "127.0.0.1", "-p", $"{port}", "-u", User, "-P", Password]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var proxy = new Microsocks(Process.Start(start)!, port);
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
        return default;
    }
}
