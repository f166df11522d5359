namespace PeerProto;

/// <summary>Another device's app in a session, as long as one connection to it lives.</summary>
public abstract class Peer
{
    /// <summary>Who the peer is. Bound to <see cref="Key"/> where the link is authenticated.</summary>
    public abstract PeerId Id { get; }

    /// <summary>The name the peer gave itself, for people to read; empty when it gave none. Not authenticated by anyone.</summary>
    public abstract string DisplayName { get; }

    /// <summary>The public key that the peer proved to hold, or null where the link is not authenticated.</summary>
    public abstract PeerKey? Key { get; }

    /// <summary>The address of the peer's end of the connection.</summary>
    public abstract PeerEndpoint RemoteEndpoint { get; }

    /// <summary>The version of the contract that the peer speaks.</summary>
    public abstract int ContractVersion { get; }

    /// <summary>
    /// Whether the peer's version of the contract has a channel or call of this app's. Where it has not, using it with this peer throws
    /// <see cref="PeerNotSupportedException"/>, and <c>session.Everyone</c> passes over the peer.
    /// </summary>
    /// <param name="id">The number in <see cref="ChannelAttribute"/> or <see cref="CallAttribute"/>.</param>
    /// <returns>False also where this app's contract has no such number.</returns>
    public abstract bool Supports(int id);

    /// <summary>Whether the connection lives.</summary>
    public abstract bool IsConnected { get; }

    /// <summary>Signalled when the connection ends, whatever the cause.</summary>
    public abstract CancellationToken Disconnected { get; }

    /// <summary>Where the connection is in its life: ready, failed or cancelled.</summary>
    public abstract PeerConnectionState State { get; }

    /// <summary>Reports the state of the moment, then each change, until the connection has failed or is cancelled.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    public abstract IAsyncEnumerable<PeerConnectionState> StatesAsync(CancellationToken cancellationToken = default);

    /// <summary>The way that the connection takes, at this moment.</summary>
    public abstract PeerPath Path { get; }

    /// <summary>
    /// Reports the path of the moment, then each change of interface, addresses, viability or better path, until the connection ends. Changes of round-trip time and bytes in flight alone are
    /// not reported. A reader that is 16 changes behind misses the oldest.
    /// </summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    public abstract IAsyncEnumerable<PeerPath> PathsAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Ends the connection in order: what was sent before still reaches the peer, within the close deadline. Neither side connects again by itself as long as both sessions live;
    /// <c>ConnectAsync</c> and <c>Dial</c> do.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait for the end, not the end.</param>
    public abstract ValueTask CancelAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Ends the connection at once: what was not yet sent is dropped. For a peer that does not answer any more. This side does not connect again by itself; the peer sees a lost link and may.
    /// </summary>
    public abstract void ForceCancel();

    /// <summary>How many messages were sent to the peer, over all channels, that it has not acknowledged. Keeps its last value when the connection ends.</summary>
    public abstract long UnconfirmedMessages { get; }

    /// <summary>
    /// Raised when messages of a channel have waited for a second, to be sent or, where this side's handler holds up the peer, to be handled: once for each wait, with who holds it up. Comes from a
    /// timer's thread; do not block in it.
    /// </summary>
    public abstract event Action<ChannelStall>? Stalled;

    /// <summary>How a channel does at this moment: what was sent, what waits and for whom, what was dropped. Tells the last state when the connection has ended.</summary>
    /// <param name="channel">The number in <see cref="ChannelAttribute"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The contract has no such channel.</exception>
    /// <exception cref="PeerNotSupportedException">The peer's version of the contract does not have it.</exception>
    public abstract ChannelStatistics GetChannelStatistics(int channel);

    /// <summary>Completes when the peer has acknowledged every message sent to it before the call, on any channel.</summary>
    /// <param name="cancellationToken">Ends the wait. The messages stay sent.</param>
    /// <exception cref="PeerConnectionException">The connection ended first.</exception>
    public abstract ValueTask FlushAsync(CancellationToken cancellationToken = default);

    /// <summary>The display name where there is one, else the identifier.</summary>
    public override string ToString() => DisplayName.Length > 0 ? DisplayName : Id.ToString();
}
