using PeerProto.CompilerServices;
using PeerProto.Connections;
using PeerProto.Protocol;
using PeerProto.Protocol.Connections;

namespace PeerProto.Sessions;

/// <summary>Who is connected: one connection for each peer, and the changes for those who follow them.</summary>
internal sealed class PeerRoster<TContract>(PeerId local, int maximumPeers, TimeSpan settleTime, TimeProvider timeProvider)
    where TContract : class, IPeerContract<TContract>
{
    private readonly Lock _gate = new();
    private readonly Dictionary<PeerId, PeerConnection> _admitted = [];
    private readonly Dictionary<PeerId, SessionPeer<TContract>> _peers = [];
    private readonly List<PeerEventQueue<TContract>> _followers = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SessionPeer<TContract>[] _snapshot = [];
    private bool _isClosed;

    /// <summary>The peers connected now. The array is never changed.</summary>
    public SessionPeer<TContract>[] Snapshot => Volatile.Read(ref _snapshot);

    /// <summary>Completes at the next change.</summary>
    public Task Changed
    {
        get
        {
            lock (_gate)
                return _changed.Task;
        }
    }

    /// <summary>Admits or closes a connection whose peer has said hello.</summary>
    public void Decide(PeerConnection candidate)
    {
        PeerConnection? replaced = null;
        (CloseCode Code, string Reason) refusal = default;
        PeerId remote = candidate.Remote.Id;
        lock (_gate)
        {
            bool exists = _admitted.TryGetValue(remote, out PeerConnection? existing) && existing.HoldsItsPlace;
            if (_isClosed)
                refusal = (CloseCode.None, "the session has ended");
            else if (exists && !DuplicateConnectionRule.TakesCandidate(Describe(existing!), Describe(candidate), local, remote))
                refusal = (CloseCode.Duplicate, "the two sides have a connection already");
            else if (!exists && _admitted.Count >= maximumPeers)
                refusal = (CloseCode.TooManyPeers, $"the session has {maximumPeers} peers already");

            if (refusal.Reason is null)
            {
                replaced = exists ? existing : null;
                _admitted[remote] = candidate;
            }
        }

        if (refusal.Reason is not null)
        {
            candidate.Close(refusal.Code, refusal.Reason);
            return;
        }

        candidate.Candidate = new SessionPeer<TContract>(candidate, timeProvider);
        candidate.Admit();
        replaced?.Close(CloseCode.Superseded, "the two sides talk over a newer connection");
    }

    /// <summary>Takes a ready connection in.</summary>
    public SessionPeer<TContract>? Add(PeerConnection connection)
    {
        SessionPeer<TContract> peer = (SessionPeer<TContract>)connection.Candidate!;
        peer.OnReady();
        connection.Peer = peer;
        lock (_gate)
        {
            if (_isClosed || !_admitted.TryGetValue(peer.Id, out PeerConnection? admitted) || admitted != connection)
                return null;
            if (_peers.Remove(peer.Id, out SessionPeer<TContract>? replaced))
                Publish(new PeerEvent<TContract>(PeerEventKind.Left, replaced, Superseded(replaced)));
            _peers.Add(peer.Id, peer);
            Publish(new PeerEvent<TContract>(PeerEventKind.Joined, peer, null));
            return peer;
        }
    }

    /// <summary>Lets an ended connection out.</summary>
    /// <returns>The peer that left with it, or null when it has another connection or never joined.</returns>
    public SessionPeer<TContract>? Remove(PeerConnection connection)
    {
        lock (_gate)
        {
            foreach ((PeerId id, PeerConnection admitted) in _admitted)
            {
                if (admitted != connection)
                    continue;
                _admitted.Remove(id);
                break;
            }

            if (connection.Peer is not SessionPeer<TContract> peer || !_peers.TryGetValue(peer.Id, out SessionPeer<TContract>? current) || current != peer)
            {
                SignalChange();
                return null;
            }

            _peers.Remove(peer.Id);
            Publish(new PeerEvent<TContract>(PeerEventKind.Left, peer, connection.Failure));
            return peer;
        }
    }

    /// <summary>The peer of an identifier, if it is connected.</summary>
    public SessionPeer<TContract>? Find(PeerId id)
    {
        lock (_gate)
            return _peers.GetValueOrDefault(id);
    }

    /// <summary>The peer that this side connected to at an endpoint, if it is connected.</summary>
    public SessionPeer<TContract>? FindDialed(PeerEndpoint endpoint)
    {
        foreach (SessionPeer<TContract> peer in Snapshot)
        {
            if (peer.Connection.IsInitiator && peer.IsConnected && peer.RemoteEndpoint == endpoint)
                return peer;
        }

        return null;
    }

    /// <summary>Starts to follow: those connected now come first.</summary>
    public PeerEventQueue<TContract> Follow()
    {
        lock (_gate)
        {
            PeerEventQueue<TContract> follower = new();
            foreach (SessionPeer<TContract> peer in _peers.Values)
                follower.Add(new PeerEvent<TContract>(PeerEventKind.Joined, peer, null));
            if (_isClosed)
                follower.Complete();
            else
                _followers.Add(follower);
            return follower;
        }
    }

    public void Unfollow(PeerEventQueue<TContract> follower)
    {
        lock (_gate)
            _followers.Remove(follower);
    }

    /// <summary>Takes nobody in any more.</summary>
    public void Close()
    {
        lock (_gate)
            _isClosed = true;
    }

    /// <summary>Ends the reports.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            foreach (PeerEventQueue<TContract> follower in _followers)
                follower.Complete();
            _followers.Clear();
        }
    }

    private ConnectionFacts Describe(PeerConnection connection) => new(
        connection.RemoteKey,
        connection.Remote.Instance,
        connection.IsInitiator,
        connection.ReadyTimestamp != 0,
        connection.ReadyTimestamp is not 0 and var ready && timeProvider.GetElapsedTime(ready) > settleTime);

    private void Publish(PeerEvent<TContract> change)
    {
        Volatile.Write(ref _snapshot, [.. _peers.Values]);
        foreach (PeerEventQueue<TContract> follower in _followers)
            follower.Add(change);
        SignalChange();
    }

    private void SignalChange()
    {
        _changed.TrySetResult();
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private static PeerConnectionException Superseded(SessionPeer<TContract> peer) => peer.Connection.Failure ?? new PeerConnectionException(
        ConnectionStage.Established, PeerErrorCode.Duplicate, "the peer has come back with a new connection", "Nothing needs to be done; use the new peer object");
}
