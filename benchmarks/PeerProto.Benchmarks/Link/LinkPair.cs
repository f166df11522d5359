using System.Diagnostics;

namespace PeerProto.Benchmarks.Link;

/// <summary>The two processes of a row, and what was measured of them.</summary>
internal sealed class LinkPair : IDisposable
{
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(200);

    private readonly SideProcess _server;
    private readonly SideProcess _client;

    private LinkPair(string name, SideProcess server, SideProcess client)
    {
        Name = name;
        Work = LinkRows.All[name]().Work;
        _server = server;
        _client = client;
    }

    public string Name { get; }

    public LinkWork Work { get; }

    public List<LinkRound> Rounds { get; } = [];

    public static async Task<LinkPair> StartAsync(string row)
    {
        (SideProcess server, string port) = await SideProcess.StartAsync(row);
        try
        {
            (SideProcess client, _) = await SideProcess.StartAsync(row, port);
            return new LinkPair(row, server, client);
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Lets tiered compilation come to its end.</summary>
    public async Task WarmUpAsync(TimeSpan duration)
    {
        await _client.AskAsync(LinkSide.Start);
        await Task.Delay(duration);
        await _client.AskAsync(LinkSide.Stop);
    }

    public async Task MeasureAsync(TimeSpan duration)
    {
        await _client.AskAsync(LinkSide.Start);
        await Task.Delay(Settling);
        (LinkSample Server, LinkSample Client) start = (await _server.SampleAsync(), await _client.SampleAsync());
        await Task.Delay(duration);
        (LinkSample Server, LinkSample Client) end = (await _server.SampleAsync(), await _client.SampleAsync());
        await _client.AskAsync(LinkSide.Stop);

        double count = Math.Max(1, end.Server.Count - start.Server.Count);
        Rounds.Add(new LinkRound(
            count * Stopwatch.Frequency / (end.Server.Timestamp - start.Server.Timestamp),
            (end.Client.AllocatedBytes - start.Client.AllocatedBytes) / count,
            (end.Server.AllocatedBytes - start.Server.AllocatedBytes) / count,
            (end.Client.ProcessorMicroseconds - start.Client.ProcessorMicroseconds) / count,
            (end.Server.ProcessorMicroseconds - start.Server.ProcessorMicroseconds) / count,
            end.Client.MedianRoundTripMicroseconds,
            end.Client.SlowRoundTripMicroseconds));
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }
}
