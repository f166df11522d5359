using System.ComponentModel;
using PeerProto.CompilerServices;

namespace PeerProto;

/// <summary>
/// A running session: this app among its peers. It listens, is found, finds others, and keeps one connection to each of them. Started by
/// <c>PeerSession.StartAsync</c> of the <c>PeerProto</c> package.
/// </summary>
/// <typeparam name="TContract">The contract.</typeparam>
public abstract class PeerSession<TContract> : IAsyncDisposable
    where TContract : class, IPeerContract<TContract>
{
    /// <summary>Who this app is to its peers.</summary>
    public abstract PeerId Id { get; }

    /// <summary>The key that this app proves to hold, or null where the session is not authenticated.</summary>
    public abstract PeerKey? Key { get; }

    /// <summary>Where this session accepts connections, in the order of its transports.</summary>
    public abstract IReadOnlyList<PeerEndpoint> LocalEndpoints { get; }

    /// <summary>The session's listeners, one for each of its transports, and why a transport that the platform lacks has none.</summary>
    public abstract IReadOnlyList<PeerListener> Listeners { get; }

    /// <summary>
    /// Whether peers find each other by themselves at this moment, and why not: a network or a permission is missing, for example.
    /// <see cref="DiscoveryState.Setup"/> where the session searches nothing.
    /// </summary>
    public abstract DiscoveryState DiscoveryState { get; }

    /// <summary>Whether the session searches for peers at this moment. It pauses while enough are connected (<see cref="PeersWanted"/>).</summary>
    public abstract bool IsSearching { get; }

    /// <summary>How many connected peers are enough to search for no others; null is as many as the session may have.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public abstract int? PeersWanted { get; set; }

    /// <summary>The peers connected now: a snapshot.</summary>
    public abstract IReadOnlyList<Peer<TContract>> Peers { get; }

    /// <summary>Connects to a peer at a known address, beside what discovery finds.</summary>
    /// <param name="endpoint">The address.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>
    /// The connected peer. Where the address is one that this session had connected to, the peer that is connected; where it turns out to belong to a peer that had connected to this
    /// session, either of the two connections may stay.
    /// </returns>
    /// <exception cref="PeerConnectionException">The attempt failed; it names stage, cause and remedy.</exception>
    public abstract ValueTask<Peer<TContract>> ConnectAsync(PeerEndpoint endpoint, CancellationToken cancellationToken = default);

    /// <summary>Connects to the peer of a ticket. Whoever answers with another key is refused.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The connected peer; the one that is connected already where it is.</returns>
    /// <exception cref="PeerConnectionException">The attempt failed; it names stage, cause and remedy.</exception>
    public abstract ValueTask<Peer<TContract>> ConnectAsync(PeerTicket ticket, CancellationToken cancellationToken = default);

    /// <summary>Makes a ticket by which others find this session: its key, and where it is reached at this moment.</summary>
    /// <exception cref="InvalidOperationException">The session proves no key.</exception>
    /// <exception cref="ArgumentException">The session listens nowhere, or at paths that a ticket cannot hold.</exception>
    public abstract PeerTicket CreateTicket();

    /// <summary>Starts to connect to a peer at a known address, and keeps trying as long as what stands in the way may pass.</summary>
    /// <param name="endpoint">The address.</param>
    /// <returns>The handle that tells how it goes and ends it. It ends with the session.</returns>
    public abstract PeerDialer<TContract> Dial(PeerEndpoint endpoint);

    /// <summary>
    /// Reports peers: first those connected now, then each change, until the session ends. Any number of readers, each with a queue of its own that
    /// folds what a slow reader has missed: a peer that joined and left unseen is not reported.
    /// </summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    public abstract IAsyncEnumerable<PeerEvent<TContract>> PeersAsync(CancellationToken cancellationToken = default);

    /// <summary>Reports the <see cref="DiscoveryState"/> of the moment, then each change, until the session ends. A slow reader misses intermediate states, never the latest.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    public abstract IAsyncEnumerable<DiscoveryState> DiscoveryStatesAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Replaces what the app says in the session's TXT record. Those who search see it change; the network is told at most ten times a minute, and the latest record always.
    /// </summary>
    /// <param name="txt">At most 1024 bytes, without the keys of PeerProto's own.</param>
    /// <param name="cancellationToken">Ends the wait; the record holds all the same.</param>
    /// <returns>Completes once the network is told. Where the session is not announced, at once.</returns>
    /// <exception cref="ArgumentException">The record is too long or takes a key of PeerProto's.</exception>
    public abstract ValueTask UpdateTxtAsync(TxtRecord txt, CancellationToken cancellationToken = default);

    /// <summary>Completes when every peer connected now has acknowledged what was sent to it, or has left.</summary>
    /// <param name="cancellationToken">Ends the wait. The messages stay sent.</param>
    public abstract ValueTask FlushAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Ends the session in order: says goodbye to the network, lets what was sent reach the peers within the drain deadline, closes the connections.
    /// What could not be confirmed in that time is logged.
    /// </summary>
    public abstract ValueTask DisposeAsync();

    /// <summary>The generated object behind <c>session.Everyone</c>; generated code reads it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public abstract object EveryoneChannels { get; }
}
