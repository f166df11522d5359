using PeerProto.CompilerServices;

namespace PeerProto.Sessions;

/// <summary>Somebody whom a source of peers has told of, for as long as it does.</summary>
internal sealed class FoundPeer(PeerCandidate candidate)
{
    private PeerCandidate _candidate = candidate;
    private Peer? _answered;
    private bool _isLetGo;
    private bool _isOld;
    private bool _isForgotten;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What is known now.</summary>
    public PeerCandidate Candidate
    {
        get => Volatile.Read(ref _candidate);
        private set
        {
            Volatile.Write(ref _candidate, value);
            Interlocked.Exchange(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        }
    }

    /// <summary>Completes when more or something else is known.</summary>
    public Task Changed => Volatile.Read(ref _changed).Task;

    /// <summary>Ends what is done about it.</summary>
    public CancellationTokenSource Gone { get; } = new();

    /// <summary>Whether one of the two sides has ended a connection in order: neither connects to the other by itself any more.</summary>
    public bool IsLetGo
    {
        get => Volatile.Read(ref _isLetGo);
        set => Volatile.Write(ref _isLetGo, value);
    }

    /// <summary>The search pauses: whether it is still announced is to be seen when it goes on.</summary>
    public void Age()
    {
        lock (Gone)
            _isOld = true;
    }

    /// <summary>Takes what is told of it now.</summary>
    /// <returns>Whether it is not forgotten yet.</returns>
    public bool TryRenew(PeerCandidate candidate)
    {
        lock (Gone)
        {
            if (_isForgotten)
                return false;
            _isOld = false;
        }

        Candidate = candidate;
        return true;
    }

    /// <summary>Forgets it where nobody has told of it since the search paused.</summary>
    /// <returns>Whether that is so.</returns>
    public bool TryForgetOld()
    {
        lock (Gone)
            return _isForgotten |= _isOld;
    }

    /// <summary>Whoever answers where neither key nor name says who it is, is the one.</summary>
    public void Note(Peer answered)
    {
        if (Candidate is { Key: null, InstanceNames.Count: 0 })
            Volatile.Write(ref _answered, answered);
    }

    /// <summary>Whether a connected peer is this one.</summary>
    public bool IsPeer<TContract>(SessionPeer<TContract> peer)
        where TContract : class, IPeerContract<TContract>
    {
        PeerCandidate candidate = Candidate;
        if (candidate.Key is { } key)
            return peer.Key == key;
        if (candidate.InstanceNames.Count > 0)
            return candidate.InstanceNames.Any(peer.Names.Contains);
        return Volatile.Read(ref _answered)?.Id == peer.Id || (peer.Connection.IsInitiator && candidate.Endpoints.Contains(peer.RemoteEndpoint));
    }
}
