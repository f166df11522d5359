namespace PeerProto.Transports.Quic;

/// <summary>Bounds the verdicts of one listener that take their time, because a person is asked for example: strangers may not pile them up.</summary>
internal sealed class VerdictPlaces(int maximum)
{
    private int _taken;

    /// <summary>Waits for a verdict in a place of its own.</summary>
    /// <exception cref="PeerConnectionException">All places are taken; the verdict is given up.</exception>
    public async Task WaitAsync(Task judging, CancellationTokenSource enough, PeerEndpoint peer)
    {
        try
        {
            if (Interlocked.Increment(ref _taken) > maximum)
                await enough.CancelAsync();
            await judging.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (enough.IsCancellationRequested && judging.IsCanceled)
                throw Busy(peer, maximum);
        }
        finally
        {
            Interlocked.Decrement(ref _taken);
        }
    }

    private static PeerConnectionException Busy(PeerEndpoint peer, int maximum) => new(
        ConnectionStage.Connect,
        PeerErrorCode.ResourceExhausted,
        $"{peer} came while {maximum} others waited for the verdict about them",
        "Decide faster, or raise QuicTransportOptions.MaximumPendingVerdicts");
}
