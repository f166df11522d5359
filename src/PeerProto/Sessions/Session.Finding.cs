using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using PeerProto.Discovery;

namespace PeerProto.Sessions;

internal sealed partial class Session<TContract>
{
    private const int MaximumTrackedPeers = 1024;

    /// <summary>How long those that were found before a pause are waited for after it.</summary>
    private static readonly TimeSpan ReturnTime = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, FoundPeer> _found = [];
    private readonly Queue<NamesOfPeer> _letGo = [];
    private IPeerSource? _source;
    private TaskCompletionSource _wantedChanged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _peersWanted;
    private volatile bool _isSearching;

    public override DiscoveryState DiscoveryState => _source?.State ?? DiscoveryState.Setup;

    public override bool IsSearching => _isSearching;

    /// <summary>How many are known that may be peers.</summary>
    internal int FoundCount => _found.Count;

    public override int? PeersWanted
    {
        get => Volatile.Read(ref _peersWanted) is >= 0 and var wanted ? wanted : null;
        set
        {
            if (value is { } wanted)
                ArgumentOutOfRangeException.ThrowIfNegative(wanted, nameof(value));
            Volatile.Write(ref _peersWanted, value ?? -1);
            Interlocked.Exchange(ref _wantedChanged, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        }
    }

    public override async IAsyncEnumerable<DiscoveryState> DiscoveryStatesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (_source is not { } source)
        {
            yield return DiscoveryState.Setup;
            yield break;
        }

        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Stopped);
        await using IAsyncEnumerator<DiscoveryState> states = source.StatesAsync(ending.Token).GetAsyncEnumerator(ending.Token);
        while (true)
        {
            try
            {
                if (!await states.MoveNextAsync())
                    yield break;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                yield break; // the session has ended; a source that it was given goes on
            }

            yield return states.Current;
        }
    }

    /// <summary>What the session learns of peers from: its discovery, and what the app gives.</summary>
    private IPeerSource? CreateSource()
    {
        IPeerSource[] sources = [.. _discovery is null ? [] : (IPeerSource[])[new DiscoverySource(_discovery, isOwned: false)], .. _options.Sources];
        return sources switch
        {
            [] => null,
            [var only] when _options.Security.Store is null => only,
            _ => new MergedPeerSource(sources, _logger, _options.Security.Store is null ? null : Recognise),
        };
    }

    /// <summary>Searches as long as peers are wanted.</summary>
    private async Task SearchAsync(CancellationToken stopping)
    {
        while (true)
        {
            await WhenWantedAsync(true, stopping);
            using CancellationTokenSource pausing = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            _isSearching = true;
            Task following = FollowSourceAsync(pausing.Token);
            Task enough = WhenWantedAsync(false, pausing.Token);
            bool isOver;
            try
            {
                await SchedulerWaits.WhenAnyHereAsync(following, enough);
                isOver = following.IsCompleted && !enough.IsCompletedSuccessfully;
                await pausing.CancelHereAsync();
                await EndAsync(enough, pausing.Token);
                await EndAsync(following, pausing.Token);
            }
            finally
            {
                _isSearching = false;
            }

            stopping.ThrowIfCancellationRequested();
            if (isOver)
                return; // it fails, or is disposed
            SessionLog.SearchPaused(_logger, Roster.Snapshot.Length);
            await PauseAsync();
        }

        static async Task EndAsync(Task task, CancellationToken pausing)
        {
            try
            {
                await task;
            }
            catch (OperationCanceledException) when (pausing.IsCancellationRequested)
            {
                // as it should
            }
        }
    }

    /// <summary>Waits until more peers are wanted, or no more are.</summary>
    private async Task WhenWantedAsync(bool wanted, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed = Volatile.Read(ref _wantedChanged).Task;
            Task joined = Roster.Changed;
            if (WantsMore == wanted)
                return;
            await SchedulerWaits.WhenAnyHereAsync(cancellationToken, changed, joined);
        }
    }

    private bool WantsMore => _options.KeepsSearching || Roster.Snapshot.Length < Math.Min(PeersWanted ?? _options.MaximumPeers, _options.MaximumPeers);

    /// <summary>Forgets those found that are not connected; of the others it is to be seen later whether they are still announced.</summary>
    private async Task PauseAsync()
    {
        foreach ((string identity, FoundPeer found) in _found)
        {
            found.Age();
            if (!found.IsLetGo && !IsConnected(found))
                await ForgetAsync(identity, found);
        }
    }

    private async Task ForgetOldAsync(CancellationToken searching)
    {
        try
        {
            await Task.Delay(ReturnTime, _options.TimeProvider, searching);
        }
        catch (OperationCanceledException) when (searching.IsCancellationRequested)
        {
            return; // the next search will tell
        }

        foreach ((string identity, FoundPeer found) in _found)
        {
            if (searching.IsCancellationRequested)
                return;
            if (found.TryForgetOld())
                await ForgetAsync(identity, found);
        }
    }

    private Task ForgetAsync(string identity, FoundPeer found)
    {
        _found.TryRemove(KeyValuePair.Create(identity, found)); // another may have taken its place
        return found.Gone.CancelHereAsync();
    }

    /// <summary>Follows what the sources tell: one dialling loop for each candidate, as long as it is told of.</summary>
    private async Task FollowSourceAsync(CancellationToken searching)
    {
        if (!_found.IsEmpty)
            Track(_ => ForgetOldAsync(searching));
        try
        {
            await foreach (PeerCandidateChange change in _source!.FindAsync(ServiceType.FromContractName(_hello.Contract), searching))
            {
                PeerCandidate candidate = change.Candidate;
                if (IsOwn(candidate))
                    continue;
                if (change.Kind == ServiceChangeKind.Removed)
                {
                    if (_found.TryGetValue(candidate.Identity, out FoundPeer? gone))
                        await ForgetAsync(candidate.Identity, gone);
                }
                else if (_found.TryGetValue(candidate.Identity, out FoundPeer? known) && known.TryRenew(candidate))
                {
                    // it is as it is now
                }
                else if (!SessionTxt.SpeaksTheSameWire(candidate.Txt))
                {
                    SessionLog.SpeaksAnother(_logger, candidate);
                }
                else if (_found.Count >= MaximumTrackedPeers)
                {
                    SessionLog.TooManyCandidates(_logger, candidate, _found.Count);
                }
                else
                {
                    SessionLog.Found(_logger, candidate);
                    FoundPeer added = new(candidate);
                    _found[candidate.Identity] = added;
                    if (candidate.InstanceNames.Any(IsLetGo)) // looked at behind that, or neither this nor NoteLetGo would see what the other does
                        added.IsLetGo = true;
                    Track(ending => DialWhileFoundAsync(added, ending));
                }
            }
        }
        catch (DiscoveryException failure)
        {
            SessionLog.DiscoveryFailed(_logger, failure.Message, failure);
        }
        catch (ObjectDisposedException) when (!searching.IsCancellationRequested)
        {
            // the app has disposed its source
        }
    }

    /// <summary>Whether it is this session, under any of its names. A device that is paired has one key for the names of all its sessions, which are one peer to others.</summary>
    private bool IsOwn(PeerCandidate candidate) =>
        (candidate.Key is { } key && key == Key) || candidate.InstanceNames.Any(name => RotatingName.IsOf(_hello, name));

    /// <summary>Neither side is to connect to the other by itself any more, under none of its names.</summary>
    private void NoteLetGo(SessionPeer<TContract> peer)
    {
        lock (_letGo)
        {
            if (_letGo.Count >= MaximumTrackedPeers)
                _letGo.Dequeue();
            _letGo.Enqueue(peer.Names);
        }

        foreach (FoundPeer found in _found.Values.Where(found => found.IsPeer(peer) && LetsGo(found, peer)))
            found.IsLetGo = true;
    }

    /// <summary>
    /// Whether the end of a connection in order keeps this side from connecting again. One that is announced goes from the network with its session, and comes back under another name; where it is
    /// reached is all that is told of one in a list, so there only this side's word counts, or a restart of the other would part the two for ever.
    /// </summary>
    private static bool LetsGo(FoundPeer found, SessionPeer<TContract> peer) =>
        found.Candidate.InstanceNames.Count > 0 || peer.State.Kind == PeerConnectionStateKind.Cancelled;

    /// <summary>
    /// Whether a name is one of a peer that was let go. All sessions of a paired device have names of one key, so there it is only that of the same session while the session's other name is still
    /// there, as it is when names change; a device that went and came back is connected to again.
    /// </summary>
    private bool IsLetGo(string instance)
    {
        lock (_letGo)
        {
            return _letGo.Any(names => names.Contains(instance)
                && (_options.Security.Store is null || _found.Values.Any(other => other.IsLetGo && other.Candidate.InstanceNames.Any(names.Contains))));
        }
    }
}
