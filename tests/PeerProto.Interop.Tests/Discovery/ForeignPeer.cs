using System.Globalization;
using System.Runtime.CompilerServices;
using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Discovery;

/// <summary>A responder and browser that others wrote, on a lab host: a small program around a library, which takes commands and tells what happens, a line each.</summary>
internal sealed class ForeignPeer : IAsyncDisposable
{
    public const string Zeroconf = "python-zeroconf";
    public const string Bonjour = "bonjour-service";

    private const string Published = "published\t";

    /// <summary>Debian's, which has the library.</summary>
    private const string Python = "/usr/bin/python3";

    private static readonly string Folder = Path.GetDirectoryName(ThisFile())!;

    private readonly LabProcess _process;

    private ForeignPeer(LabProcess process) => _process = process;

    public static void Require(string library)
    {
        if (library == Bonjour)
        {
            Peers.RequireTool("node");
            Peers.RequireFolder(Path.Combine(Folder, "Node", "node_modules"), "npm ci --prefix tests/PeerProto.Interop.Tests/Discovery/Node");
            return;
        }

        Peers.RequireFolder("/usr/lib/python3/dist-packages/zeroconf", "apt-get install python3-zeroconf");
    }

    public static async Task<ForeignPeer> StartAsync(LabHost host, string library, CancellationToken cancellationToken)
    {
        string address = host.IPv4Address!.ToString();
        LabProcess process = library == Bonjour
            ? host.Start("node", [Path.Combine(Folder, "Node", "peer.mjs"), address])
            : host.Start(Python, [Path.Combine(Folder, "Python", "peer.py"), address]);
        var peer = new ForeignPeer(process);
        try
        {
            await peer.ToldAsync("ready", cancellationToken);
            return peer;
        }
        catch (NetworkLabException error)
        {
            throw new InvalidOperationException($"{library} did not start: {process.StandardError.Text}", error);
        }
    }

    /// <summary>Publishes a service and waits for what comes of it: the name in use, or null where the library gives up because the name is taken.</summary>
    public async Task<string?> PublishAsync(string name, int port, string txt, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"publish\t{name}\t{port}\t{txt}"));
        string told = await _process.WaitForLineAsync(
            static line => line.StartsWith(Published, StringComparison.Ordinal) || line.Contains("already in use", StringComparison.Ordinal), cancellationToken);
        return told.StartsWith(Published, StringComparison.Ordinal) ? told[Published.Length..] : null;
    }

    public Task UpdateAsync(string txt) => _process.StandardInput.WriteLineAsync($"update\t{txt}");

    public Task WithdrawAsync() => _process.StandardInput.WriteLineAsync("withdraw");

    public async Task BrowseAsync(CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync("browse");
        await ToldAsync("browsing", cancellationToken);
    }

    /// <summary>Waits until it told that a service came (+), changed (~) or went (-).</summary>
    public Task ToldAsync(string line, CancellationToken cancellationToken) => _process.WaitForLineAsync(told => told == line, cancellationToken);

    /// <summary>Ends it at once, without a goodbye.</summary>
    public void Kill() => _process.Kill();

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
