namespace PeerProto;

/// <summary>Another device's app in a session, with the contract it speaks.</summary>
/// <typeparam name="TContract">The contract.</typeparam>
public abstract class Peer<TContract> : Peer
    where TContract : class
{
    /// <summary>The contract as this peer offers it: its channels send to the peer, its calls run there.</summary>
    public abstract TContract Contract { get; }
}
