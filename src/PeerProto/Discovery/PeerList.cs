using System.Runtime.CompilerServices;
using PeerProto.Discovery;
using PeerProto.Sessions;

namespace PeerProto;

/// <summary>
/// Peers that the app knows: addresses of its configuration, tickets that were scanned. A source that always works, for sessions of any contract. It can be changed at any time: sessions connect
/// to whom is added, and stop trying to reach whom is removed, without ending a connection. Whoever ends the connection in order is connected to again, as after a restart; whom this side lets go of is not, until it is removed and added anew. Safe for concurrent use.
/// </summary>
public sealed class PeerList : IPeerSource
{
    /// <summary>The most peers of a list.</summary>
    public const int MaximumPeers = 1024;

    private readonly ChangeFeed<PeerCandidate[]> _peers = new([]);
    private readonly ChangeFeed<DiscoveryState> _state = new(DiscoveryState.Ready);
    private readonly Lock _gate = new();

    /// <summary>Makes a list.</summary>
    /// <param name="peers">The peers at first.</param>
    /// <exception cref="ArgumentException">They are more than <see cref="MaximumPeers"/>.</exception>
    public PeerList(params IEnumerable<PeerCandidate> peers)
    {
        ArgumentNullException.ThrowIfNull(peers);
        foreach (PeerCandidate peer in peers)
            Add(peer);
    }

    /// <summary>Makes a list of peers of whom only the addresses are known, each at one.</summary>
    /// <param name="endpoints">The addresses.</param>
    public static PeerList Of(params IEnumerable<PeerEndpoint> endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        return new PeerList(endpoints.Select(static endpoint => new PeerCandidate([endpoint])));
    }

    /// <summary>The peers of the list: a snapshot.</summary>
    public IReadOnlyList<PeerCandidate> Peers => _peers.Value;

    /// <inheritdoc/>
    public DiscoveryState State => _state.Value;

    /// <summary>Adds a peer, in the place of the one with the same <see cref="PeerCandidate.Identity"/> if there is one.</summary>
    /// <param name="peer">The peer.</param>
    /// <exception cref="ArgumentException">The list has <see cref="MaximumPeers"/> others.</exception>
    public void Add(PeerCandidate peer)
    {
        ArgumentNullException.ThrowIfNull(peer);
        lock (_gate)
        {
            PeerCandidate[] others = [.. _peers.Value.Where(other => other.Identity != peer.Identity)];
            if (others.Length == MaximumPeers)
                throw new ArgumentException($"The list has {MaximumPeers} peers already. Remove one, or find peers by discovery.", nameof(peer));
            _peers.Set([.. others, peer]);
        }
    }

    /// <summary>Adds the peer of a ticket.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <exception cref="ArgumentException">The list has <see cref="MaximumPeers"/> others.</exception>
    public void Add(PeerTicket ticket)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        Add(ticket.ToCandidate());
    }

    /// <summary>Adds a peer of whom only an address is known.</summary>
    /// <param name="endpoint">The address.</param>
    /// <exception cref="ArgumentException">The list has <see cref="MaximumPeers"/> others.</exception>
    public void Add(PeerEndpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        Add(new PeerCandidate([endpoint]));
    }

    /// <summary>Removes a peer. A connection to it goes on.</summary>
    /// <param name="peer">The peer; its <see cref="PeerCandidate.Identity"/> counts.</param>
    /// <returns>Whether it was there.</returns>
    public bool Remove(PeerCandidate peer)
    {
        ArgumentNullException.ThrowIfNull(peer);
        lock (_gate)
        {
            PeerCandidate[] before = _peers.Value;
            PeerCandidate[] others = [.. before.Where(other => other.Identity != peer.Identity)];
            if (others.Length == before.Length)
                return false;
            _peers.Set(others);
            return true;
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<DiscoveryState> StatesAsync(CancellationToken cancellationToken = default) => _state.ReadAsync(cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<PeerCandidateChange> FindAsync(ServiceType type, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(State.Kind == DiscoveryStateKind.Cancelled, this);
        CandidateMerge known = new(sources: 1);
        await foreach (PeerCandidate[] peers in _peers.ReadAsync(cancellationToken))
        {
            known.Replace(0, peers);
            foreach (PeerCandidateChange change in known.TakeDifference())
                yield return change;
        }
    }

    /// <summary>Ends the searches; no other can begin.</summary>
    public ValueTask DisposeAsync()
    {
        _state.Set(DiscoveryState.Cancelled, isLast: true);
        _peers.Complete();
        return ValueTask.CompletedTask;
    }
}
