using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Chat;

/// <summary>The Chat example running on a host of the lab.</summary>
internal sealed class ChatApp : IAsyncDisposable
{
    private readonly LabProcess _process;
    private readonly IAsyncEnumerator<string> _lines;
    private readonly CancellationToken _guard;

    private ChatApp(LabProcess process, string name, string downloads, CancellationToken guard)
    {
        _process = process;
        _guard = guard;
        _lines = process.StandardOutput.ReadLinesAsync(guard).GetAsyncEnumerator(guard);
        Name = name;
        Downloads = downloads;
    }

    public string Name { get; }

    /// <summary>The folder that files of others go to; it goes with the app.</summary>
    public string Downloads { get; }

    public LabProcess Process => _process;

    public LabOutput Log => _process.StandardError;

    public static ChatApp Start(LabHost host, string name, CancellationToken guard)
    {
        string downloads = Directory.CreateTempSubdirectory("peerproto-chat-").FullName;
        return new ChatApp(host.StartDotnet(LabPrograms.Chat, ["--name", name, "--downloads", downloads, "--verbose"]), name, downloads, guard);
    }

    /// <summary>Waits for a line that starts so, behind the line that was awaited last.</summary>
    public async Task<string> ExpectAsync(string start)
    {
        while (await _lines.MoveNextAsync())
        {
            if (_lines.Current.StartsWith(start, StringComparison.Ordinal))
                return _lines.Current;
        }

        throw new InvalidOperationException($"{_process.Description} ended before it wrote '{start}'. It wrote: {_process.StandardOutput.Text}{_process.StandardError.Text}");
    }

    /// <summary>Waits for a line that starts so, wherever it stands.</summary>
    public Task<string> AnywhereAsync(string start) =>
        _process.WaitForLineAsync(line => line.StartsWith(start, StringComparison.Ordinal), _guard);

    /// <summary>The port it listens on.</summary>
    public async Task<int> PortAsync()
    {
        string line = await AnywhereAsync($"{Name} listens at ");
        return int.Parse(line[(line.LastIndexOf(':') + 1)..], System.Globalization.CultureInfo.InvariantCulture);
    }

    public Task TypeAsync(string line) => _process.StandardInput.WriteLineAsync(line.AsMemory(), _guard);

    /// <summary>Says something and waits until the other app shows it.</summary>
    public async Task SayToAsync(ChatApp other, string text)
    {
        await TypeAsync(text);
        Assert.Equal($"line from {Name}: {text}", await other.ExpectAsync($"line from {Name}: {text}"));
    }

    public async Task<int> QuitAsync()
    {
        await TypeAsync("/quit");
        return await _process.Exited.WaitAsync(_guard);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Directory.Delete(Downloads, recursive: true);
    }
}
