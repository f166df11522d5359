namespace PeerProto.Sessions;

/// <summary>Connects to a peer that has several addresses: one attempt after the other, a new one as soon as the last failed or has taken a while (RFC 8305 §5); the first link wins.</summary>
internal static class EndpointRace
{
    /// <summary>How long an attempt is alone.</summary>
    public static readonly TimeSpan AttemptDelay = TimeSpan.FromMilliseconds(250);

    public static async Task<ITransportConnection> ConnectAsync(
        ITransport transport, IReadOnlyList<PeerEndpoint> endpoints, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        if (endpoints.Count == 0)
        {
            throw new PeerConnectionException(
                ConnectionStage.Resolve, PeerErrorCode.NameNotFound, "the peer has no address", "Check that the peer's device has an address on this network");
        }

        using CancellationTokenSource others = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<Task<ITransportConnection>> attempts = [];
        PeerConnectionException? failure = null;
        try
        {
            int next = 0;
            while (true)
            {
                if (next < endpoints.Count)
                    attempts.Add(transport.ConnectAsync(endpoints[next++], others.Token).AsTask());
                Task? pause = next < endpoints.Count ? Task.Delay(AttemptDelay, timeProvider, others.Token) : null;
                Task first = await Task.WhenAny(pause is null ? attempts : [.. attempts, pause]);
                if (first == pause)
                    continue;

                Task<ITransportConnection> ended = (Task<ITransportConnection>)first;
                attempts.Remove(ended);
                try
                {
                    return await ended;
                }
                catch (PeerConnectionException failed)
                {
                    failure = failed;
                }

                if (attempts.Count == 0 && next == endpoints.Count)
                    throw failure;
            }
        }
        finally
        {
            await others.CancelHereAsync();
            foreach (Task<ITransportConnection> loser in attempts)
                _ = DiscardAsync(loser);
        }
    }

    private static async Task DiscardAsync(Task<ITransportConnection> attempt)
    {
        try
        {
            ITransportConnection late = await attempt;
            late.Abort();
            await late.DisposeAsync();
        }
        catch (Exception failure) when (failure is PeerConnectionException or OperationCanceledException)
        {
            // a lost race needs no report
        }
    }
}
