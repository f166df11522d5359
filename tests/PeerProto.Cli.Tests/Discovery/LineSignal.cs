using System.Text;
using System.Threading.Channels;

namespace PeerProto.Cli.Tests.Discovery;

/// <summary>A writer whose lines a test awaits.</summary>
internal sealed class LineSignal : TextWriter
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    public override Encoding Encoding => Encoding.UTF8;

    public override void WriteLine(string? value) => _lines.Writer.TryWrite(value ?? "");

    public async Task<string> NextAsync() => await _lines.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
}
