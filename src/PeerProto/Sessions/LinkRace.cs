using PeerProto.Observability;

namespace PeerProto.Sessions;

/// <summary>
/// Connects to a peer that can be reached in several ways: one attempt after the other, a new one as soon as the last failed or has taken a while (RFC 8305 section 5). An attempt has won
/// when its link is secured and ready for frames, since a link alone says little: something that drops UDP or TLS often lets the first packets through.
/// </summary>
/// <param name="opener">Opens each link.</param>
/// <param name="mayAsk">
/// Whether the security may ask a person. Then a link that waits for the answer holds back further attempts, which would ask again.
/// </param>
/// <param name="timeProvider">Times the head starts.</param>
internal sealed class LinkRace(LinkOpener opener, bool mayAsk, TimeProvider timeProvider)
{
    /// <summary>The head start of one attempt before the next.</summary>
    public static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(250);

    /// <summary>Opens a link.</summary>
    /// <param name="candidates">The ways, the one to try first in front.</param>
    /// <param name="cancellationToken">Ends all attempts.</param>
    /// <returns>The candidate that won, and its link.</returns>
    /// <exception cref="PeerConnectionException">All failed. It is the failure of the attempt that came furthest, the first of those.</exception>
    public async Task<(LinkCandidate Winner, OpenLink Link)> RunAsync(IReadOnlyList<LinkCandidate> candidates, CancellationToken cancellationToken)
    {
        if (candidates.Count == 0)
        {
            throw new PeerConnectionException(
                ConnectionStage.Resolve, PeerErrorCode.NameNotFound, "the peer has no address that a transport of this session reaches",
                "Check that the peer's device has an address on this network, and that both sides have a transport in common");
        }

        using CancellationTokenSource others = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<Attempt> running = [];
        PeerConnectionException? failure = null;
        try
        {
            for (int next = 0; next < candidates.Count || running.Count > 0;)
            {
                bool isHeldBack = mayAsk && running.Exists(static attempt => attempt.IsLinked);
                if (next < candidates.Count && !isHeldBack)
                    running.Add(new Attempt(opener, candidates[next++], others.Token));
                if (await FirstToEndAsync(running, mayStartNext: next < candidates.Count, others.Token) is not { } ended)
                    continue;
                running.Remove(ended);
                try
                {
                    return (ended.Candidate, await ended.Opening);
                }
                catch (Exception thrown) when (thrown is PeerConnectionException || !cancellationToken.IsCancellationRequested)
                {
                    PeerConnectionException failed = thrown as PeerConnectionException ?? Unexpected(ended.Candidate.Endpoint, thrown);
                    Stages.Failed(ended.Candidate.Endpoint, failed);
                    if (failure is null || failed.Stage > failure.Stage)
                        failure = failed;
                }
            }

            throw failure!;
        }
        finally
        {
            await others.CancelHereAsync();
            foreach (Attempt loser in running)
                _ = loser.DiscardAsync();
        }
    }

    /// <summary>What an attempt ended with that ended with another exception than it should have.</summary>
    public static PeerConnectionException Unexpected(PeerEndpoint endpoint, Exception failure) => new(
        ConnectionStage.Connect, PeerErrorCode.Unknown, $"connecting to {endpoint} failed in a way that its transport or security should not: {failure.Message}",
        "Look at the inner exception, and tell the author of the transport or security", failure);

    /// <summary>Waits for an attempt to end. Null: none did within the head start, and the next may start.</summary>
    private async Task<Attempt?> FirstToEndAsync(List<Attempt> running, bool mayStartNext, CancellationToken cancellationToken)
    {
        Task first = SchedulerWaits.WhenAnyHereAsync([.. running.Select(static attempt => attempt.Opening)]);
        if (mayStartNext)
        {
            using CancellationTokenSource headStart = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await SchedulerWaits.WhenAnyHereAsync(first, Task.Delay(HeadStart, timeProvider, headStart.Token));
            await headStart.CancelHereAsync();
        }
        else
        {
            await first;
        }

        return running.Find(static attempt => attempt.Opening.IsCompleted);
    }

    private sealed class Attempt
    {
        private volatile bool _isLinked;

        public Attempt(LinkOpener opener, LinkCandidate candidate, CancellationToken cancellationToken)
        {
            Candidate = candidate;
            Opening = opener.ConnectAsync(candidate, () => _isLinked = true, cancellationToken);
        }

        public LinkCandidate Candidate { get; }

        public Task<OpenLink> Opening { get; }

        public bool IsLinked => _isLinked;

        public async Task DiscardAsync()
        {
            try
            {
                await (await Opening).DiscardAsync();
            }
            catch (Exception)
            {
                // a lost race needs no report
            }
        }
    }
}
