using System.Net;

namespace PeerProto.Cli.Dhcp;

/// <summary><c>peerproto dhcp watch</c>, without console.</summary>
internal sealed class DhcpWatchVerb(IDhcpOutput output)
{
    private readonly System.Threading.Lock _gate = new();
    private bool _hasClient;
    private bool _needsAttention;

    /// <summary>Reads a capture and shows what it tells.</summary>
    /// <returns>The exit code: success only when there are clients, none needs attention, and nothing was missed.</returns>
    public int Read(string file, DhcpObserverOptions options, Func<Stream> openInput, CancellationToken cancellationToken)
    {
        try
        {
            using Stream stream = InputFile.Open(file, openInput);
            using BufferedStream buffered = new(stream, 64 * 1024);
            DhcpReport report = new DhcpAnalyzer(options).Analyze(buffered, cancellationToken);
            foreach (DhcpObservation observation in report.Observations)
                Show(observation);
            output.Write(new DhcpSummary(report.Clients, report.Packets, report.Messages, report.Malformed, report.CutMessages, 0, 0, report.IsTruncated, report.IsCut, report.Unread, report.IsGood));
            return report.IsGood ? ExitCodes.Success : ExitCodes.Nothing;
        }
        catch (CaptureException failure)
        {
            output.WriteFailure(failure.Cause, failure.Remedy);
        }
        catch (IOException failure)
        {
            output.WriteFailure(failure.Message.TrimEnd('.'), "Check the path, and that this user may read there");
        }

        return ExitCodes.Nothing;
    }

    /// <summary>Watches an interface and shows what is seen until it is cancelled, or enough was seen.</summary>
    /// <param name="interfaceName">The interface.</param>
    /// <param name="options">What is known.</param>
    /// <param name="old">The addresses to probe at the beginning and whenever the interface has come up.</param>
    /// <param name="enough">How many observations to show.</param>
    /// <param name="cancellationToken">Ends it in order.</param>
    /// <returns>The exit code, as of <see cref="Read"/>.</returns>
    public async Task<int> WatchAsync(string interfaceName, DhcpObserverOptions options, IReadOnlyCollection<IPAddress> old, int enough, CancellationToken cancellationToken)
    {
        try
        {
            await using DhcpWatch watch = DhcpWatch.Open(interfaceName, options);
            output.WriteStart(interfaceName);
            RepeatedProbe probing = new(() => ProbeAsync(watch, old, cancellationToken));
            if (watch.IsUp)
                probing.Begin();
            try
            {
                int seen = 0;
                await foreach (DhcpObservation observation in watch.ObserveAsync(cancellationToken))
                {
                    Show(observation);
                    if (observation.Kind == DhcpObservationKind.LinkUp)
                        probing.Begin();
                    if (++seen == enough)
                        break;
                }
            }
            catch (OperationCanceledException)
            {
                // The time is up, or the user has seen enough.
            }

            await probing.Done;
            DhcpWatchCounters counters = watch.Counters;
            bool isGood = _hasClient && !_needsAttention && counters is { CutMessages: 0, DroppedFrames: 0, DroppedObservations: 0 };
            output.Write(new DhcpSummary(watch.Clients, counters.Frames, counters.Messages, counters.Malformed, counters.CutMessages, counters.DroppedFrames, counters.DroppedObservations, false, false, [], isGood));
            return isGood ? ExitCodes.Success : ExitCodes.Nothing;
        }
        catch (DhcpWatchException failure)
        {
            output.WriteFailure($"{failure.Stage} failed: {failure.Cause}", failure.Remedy);
            return ExitCodes.Nothing;
        }
    }

    private async Task ProbeAsync(DhcpWatch watch, IReadOnlyCollection<IPAddress> old, CancellationToken cancellationToken)
    {
        try
        {
            foreach (IPAddress[] some in old.Chunk(DhcpWatch.MaximumProbed))
            {
                IReadOnlyList<ArpProbeResult> results = await watch.ProbeAsync(some, cancellationToken: cancellationToken);
                lock (_gate)
                {
                    foreach (ArpProbeResult result in results)
                        output.Write(result);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // It ends with the watch.
        }
        catch (DhcpWatchException failure)
        {
            lock (_gate)
                output.WriteFailure($"{failure.Stage} failed: {failure.Cause}", failure.Remedy);
        }
    }

    private void Show(DhcpObservation observation)
    {
        _hasClient |= observation.Client is not null;
        _needsAttention |= observation.NeedsAttention;
        lock (_gate)
            output.Write(observation);
    }
}
