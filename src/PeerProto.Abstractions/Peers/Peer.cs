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

    /// <summary>How many messages were sent to the peer, over all channels, that it has not acknowledged. Keeps its last value when the connection ends.</summary>
    public abstract long UnconfirmedMessages { get; }

    /// <summary>Completes when the peer has acknowledged every message sent to it before the call, on any channel.</summary>
    /// <param name="cancellationToken">Ends the wait. The messages stay sent.</param>
    /// <exception cref="PeerConnectionException">The connection ended first.</exception>
    public abstract ValueTask FlushAsync(CancellationToken cancellationToken = default);

    /// <summary>The display name where there is one, else the identifier.</summary>
    public override string ToString() => DisplayName.Length > 0 ? DisplayName : Id.ToString();
}
