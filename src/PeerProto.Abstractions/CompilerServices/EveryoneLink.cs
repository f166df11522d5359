namespace PeerProto.CompilerServices;

/// <summary>All connections of a session as generated code sees them.</summary>
public abstract class EveryoneLink
{
    /// <summary>Makes the channel to and from every peer.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <typeparam name="TCodec">Its codec.</typeparam>
    /// <param name="channel">The channel's number.</param>
    public abstract EveryoneChannel<T> Channel<T, TCodec>(int channel)
        where TCodec : struct, IPeerCodec<T>;
}
