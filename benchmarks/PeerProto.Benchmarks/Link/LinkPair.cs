using System.Diagnostics;

namespace PeerProto.Benchmarks.Link;

/// <summary>The two processes of a row, and what was measured of them.</summary>
internal sealed class LinkPair : IDisposable
{
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Draining = TimeSpan.FromMilliseconds(50);

    private readonly LinkEntry _entry;
    private readonly SideProcess _sender;
    private readonly SideProcess _receiver;

    private LinkPair(LinkEntry entry, SideProcess sender, SideProcess receiver)
    {
        _entry = entry;
        _sender = sender;
        _receiver = receiver;
    }

    public string Name => _entry.Name;

    public string Reference => _entry.Reference;

    public List<LinkRound> Rounds { get; } = [];

    public static async Task<LinkPair> StartAsync(LinkEntry entry, LinkWork work)
    {
        (SideProcess server, string port) = await SideProcess.StartAsync(entry.Name);
        try
        {
            (SideProcess client, _) = await SideProcess.StartAsync(entry.Name, port);
            return work == LinkWork.FanOut ? new LinkPair(entry, server, client) : new LinkPair(entry, client, server);
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
        await _sender.AskAsync(LinkSide.Start);
        await Task.Delay(duration);
        await StopAsync();
    }

    public async Task MeasureAsync(TimeSpan duration)
    {
        await _sender.AskAsync(LinkSide.Start);
        await Task.Delay(Settling);
        (LinkSample Receiver, LinkSample Sender) start = (await _receiver.SampleAsync(), await _sender.SampleAsync());
        await Task.Delay(duration);
        (LinkSample Receiver, LinkSample Sender) end = (await _receiver.SampleAsync(), await _sender.SampleAsync());
        await StopAsync();

        double count = Math.Max(1, end.Receiver.Count - start.Receiver.Count);
        Rounds.Add(new LinkRound(
            count * Stopwatch.Frequency / (end.Receiver.Timestamp - start.Receiver.Timestamp),
            (end.Sender.AllocatedBytes - start.Sender.AllocatedBytes) / count,
            (end.Receiver.AllocatedBytes - start.Receiver.AllocatedBytes) / count,
            (end.Sender.ProcessorMicroseconds - start.Sender.ProcessorMicroseconds) / count,
            (end.Receiver.ProcessorMicroseconds - start.Receiver.ProcessorMicroseconds) / count,
            end.Sender.MedianRoundTripMicroseconds,
            end.Sender.SlowRoundTripMicroseconds));
    }

    public double Median(Func<LinkRound, double> figure) => Median(Rounds.Select(figure));

    /// <summary>The median of the rounds' ratios: two rows of one round ran close to each other.</summary>
    public double RatioTo(LinkPair reference, Func<LinkRound, double> figure) =>
        Median(Rounds.Zip(reference.Rounds, (own, other) => figure(own) / figure(other)));

    public void Dispose()
    {
        _sender.Dispose();
        _receiver.Dispose();
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    /// <summary>Ends the sending, and waits until what lies queued in the receiver is handled: it would cost the next row its processor.</summary>
    private async Task StopAsync()
    {
        await _sender.AskAsync(LinkSide.Stop);
        long count = -1;
        while ((await _receiver.SampleAsync()).Count is long next && next != count)
        {
            count = next;
            await Task.Delay(Draining);
        }
    }
}
