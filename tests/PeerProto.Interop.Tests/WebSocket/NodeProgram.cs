using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace PeerProto.Interop.Tests.WebSocket;

/// <summary>A program of the folder Node, started for one test.</summary>
internal sealed class NodeProgram : IDisposable
{
    private readonly Process _process;

    private NodeProgram(Process process) => _process = process;

    private static string Folder { get; } = Path.Combine(Path.GetDirectoryName(ThisFile())!, "Node");

    public static void Require()
    {
        Peers.RequireTool("node");
        Peers.RequireFolder(Path.Combine(Folder, "node_modules"), "npm ci --prefix tests/PeerProto.Interop.Tests/WebSocket/Node");
    }

    public static NodeProgram Start(params string[] arguments) =>
        new(Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardOutput = true, WorkingDirectory = Folder })!);

    /// <summary>The next line that it prints.</summary>
    public async Task<string> NextLineAsync(CancellationToken cancellationToken) =>
        await _process.StandardOutput.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException("The program ended and printed no more.");

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
