namespace PeerProto;

/// <summary>Implemented by a type that travels in the place of another one, which <see cref="PeerSurrogateAttribute{TForeign, TSurrogate}"/> names.</summary>
/// <typeparam name="TForeign">The type that does not travel by itself.</typeparam>
/// <typeparam name="TSurrogate">What travels: the implementing type.</typeparam>
public interface IPeerSurrogate<TForeign, TSurrogate>
    where TSurrogate : IPeerSurrogate<TForeign, TSurrogate>
{
    /// <summary>Makes what is sent. Called on the sender, never with null; an exception fails the send with a <see cref="PeerEncodeException"/>.</summary>
    /// <param name="value">The value.</param>
    static abstract TSurrogate FromForeign(TForeign value);

    /// <summary>
    /// Makes the value of what arrived. It comes from a peer: check it. An exception, and null, make the message invalid, as a
    /// <see cref="PeerDecodeException"/>.
    /// </summary>
    /// <param name="value">What arrived.</param>
    static abstract TForeign ToForeign(TSurrogate value);
}
