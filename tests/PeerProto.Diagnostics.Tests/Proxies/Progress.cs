using System.Threading.Channels;

namespace PeerProto.Diagnostics.Tests.Proxies;

/// <summary>The results of a probe, one after the other as they come.</summary>
internal sealed class Progress : IProgress<ProxyProbeResult>
{
    private readonly Channel<ProxyProbeResult> _results = Channel.CreateUnbounded<ProxyProbeResult>();

    public void Report(ProxyProbeResult value) => _results.Writer.TryWrite(value);

    public async Task<ProxyProbeResult> NextAsync(CancellationToken cancellationToken) => await _results.Reader.ReadAsync(cancellationToken);
}
