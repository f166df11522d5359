namespace PeerProto.CompilerServices;

/// <summary>A contract's generated code.</summary>
/// <typeparam name="TContract">The contract.</typeparam>
/// <param name="name">The contract's name.</param>
/// <param name="version">The contract's version.</param>
/// <param name="fingerprint">The 16-byte hash of the contract's wire shape.</param>
/// <param name="shape">The contract's wire shape as text.</param>
/// <param name="channels">The contract's channels, in the order of their numbers.</param>
/// <param name="calls">The contract's calls, in the order of their numbers.</param>
public abstract class PeerContractDescriptor<TContract>(
    string name, int version, ReadOnlyMemory<byte> fingerprint, string shape, IReadOnlyList<ChannelDescriptor> channels, IReadOnlyList<CallDescriptor> calls)
    : PeerContractDescriptor(name, version, fingerprint, shape, channels, calls)
    where TContract : class, IPeerContract<TContract>
{
    /// <summary>Makes the object through which the app sends to one peer and calls it.</summary>
    /// <param name="link">The connection to the peer.</param>
    public abstract TContract CreateProxy(PeerLink link);

    /// <summary>Makes the object behind <c>session.Everyone</c>.</summary>
    /// <param name="link">All connections of the session.</param>
    public abstract object CreateEveryone(EveryoneLink link);
}
