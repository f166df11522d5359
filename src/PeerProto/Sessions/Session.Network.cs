using System.Net;
using PeerProto.Networking;

namespace PeerProto.Sessions;

internal sealed partial class Session<TContract>
{
    private TaskCompletionSource _worthTrying = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when what stood in the way may have gone: an interface, an address or a router comes, or a peer is trusted, from now on.</summary>
    public Task WorthTrying => Volatile.Read(ref _worthTrying).Task;

    public double NextJitter() => _random.NextJitter();

    /// <summary>Waits for a while, or until one of several events makes waiting pointless.</summary>
    /// <returns>Whether one of the events came.</returns>
    public async Task<bool> PauseAsync(TimeSpan atMost, CancellationToken cancellationToken, params Task[] events)
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await SchedulerWaits.WhenAnyHereAsync([.. events, Task.Delay(atMost, _options.TimeProvider, over.Token)]);
        await over.CancelHereAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return Array.Exists(events, static candidate => candidate.IsCompleted);
    }

    private async Task WatchNetworkAsync(NetworkSnapshot before, CancellationToken stopping)
    {
        await foreach (NetworkSnapshot now in _network!.WatchAsync(stopping))
        {
            OnNetworkChanged(now.Since(before));
            before = now;
            foreach (SessionListener listener in _listeners)
                listener.OnNetwork(now);
            UpdatePaths();
        }
    }

    private void OnNetworkChanged(NetworkDifference difference)
    {
        if (!difference.Added.Concat(difference.Changed).Any(static network => network.IsUp && network.Addresses.Length > 0))
            return;
        SessionLog.NetworkReturned(_logger, _hello.Instance);
        TryAgain();
    }

    /// <summary>Ends the pauses of those who dial.</summary>
    private void TryAgain() => Interlocked.Exchange(ref _worthTrying, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    private void UpdatePaths()
    {
        bool again = false;
        foreach (SessionPeer<TContract> peer in Roster.Snapshot)
            again |= Update(peer);
        if (again)
            Track(UpdatePathsLaterAsync);
    }

    private async Task UpdatePathsLaterAsync(CancellationToken stopping)
    {
        await Task.Delay(PathWatch.ViabilityDelay, _options.TimeProvider, stopping);
        UpdatePaths();
    }

    private bool Update(SessionPeer<TContract> peer)
    {
        IEnumerable<IPAddress> alternatives = _found.Values
            .Where(found => found.IsPeer(peer))
            .SelectMany(static found => found.Candidate.Endpoints)
            .Where(static endpoint => endpoint.Address is not null)
            .Select(static endpoint => endpoint.Address!.Address);
        PeerPath before = peer.Paths.Current;
        bool again = peer.Paths.Update(_network?.Current, alternatives);
        PeerPath now = peer.Paths.Current;
        if (!ReferenceEquals(before, now) && before.InterfaceName is not null)
            SessionLog.PathChanged(_logger, peer, now.InterfaceName, now.IsViable, now.HasBetterPath);
        return again;
    }
}
