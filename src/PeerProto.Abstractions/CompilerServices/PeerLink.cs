namespace PeerProto.CompilerServices;

/// <summary>One connection as generated proxies see it. Each method is called once per member when the proxy is made.</summary>
public abstract class PeerLink
{
    /// <summary>Makes the sending end of a channel.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <typeparam name="TCodec">Its codec.</typeparam>
    /// <param name="channel">The channel's number.</param>
    public abstract IMessageChannel<T> Channel<T, TCodec>(int channel)
        where TCodec : struct, IPeerCodec<T>;

    /// <summary>Makes the caller's end of a unary call.</summary>
    /// <typeparam name="TArguments">The arguments, as one value.</typeparam>
    /// <typeparam name="TArgumentsCodec">Their codec.</typeparam>
    /// <typeparam name="TResult">The result; <see cref="Unit"/> where there is none.</typeparam>
    /// <typeparam name="TResultCodec">Its codec.</typeparam>
    /// <param name="call">The call's number.</param>
    public abstract OutgoingCall<TArguments, TResult> Call<TArguments, TArgumentsCodec, TResult, TResultCodec>(int call)
        where TArgumentsCodec : struct, IPeerCodec<TArguments>
        where TResultCodec : struct, IPeerCodec<TResult>;

    /// <summary>Makes the caller's end of a server stream.</summary>
    /// <typeparam name="TArguments">The arguments, as one value.</typeparam>
    /// <typeparam name="TArgumentsCodec">Their codec.</typeparam>
    /// <typeparam name="TItem">The items.</typeparam>
    /// <typeparam name="TItemCodec">Their codec.</typeparam>
    /// <param name="call">The call's number.</param>
    public abstract OutgoingServerStream<TArguments, TItem> ServerStream<TArguments, TArgumentsCodec, TItem, TItemCodec>(int call)
        where TArgumentsCodec : struct, IPeerCodec<TArguments>
        where TItemCodec : struct, IPeerCodec<TItem>;

    /// <summary>Makes the caller's end of a client stream.</summary>
    /// <typeparam name="TArguments">The other arguments, as one value.</typeparam>
    /// <typeparam name="TArgumentsCodec">Their codec.</typeparam>
    /// <typeparam name="TItem">The items.</typeparam>
    /// <typeparam name="TItemCodec">Their codec.</typeparam>
    /// <typeparam name="TResult">The result; <see cref="Unit"/> where there is none.</typeparam>
    /// <typeparam name="TResultCodec">Its codec.</typeparam>
    /// <param name="call">The call's number.</param>
    public abstract OutgoingClientStream<TArguments, TItem, TResult> ClientStream<TArguments, TArgumentsCodec, TItem, TItemCodec, TResult, TResultCodec>(int call)
        where TArgumentsCodec : struct, IPeerCodec<TArguments>
        where TItemCodec : struct, IPeerCodec<TItem>
        where TResultCodec : struct, IPeerCodec<TResult>;

    /// <summary>Makes the caller's end of a duplex stream.</summary>
    /// <typeparam name="TArguments">The other arguments, as one value.</typeparam>
    /// <typeparam name="TArgumentsCodec">Their codec.</typeparam>
    /// <typeparam name="TSent">The items that the caller sends.</typeparam>
    /// <typeparam name="TSentCodec">Their codec.</typeparam>
    /// <typeparam name="TReceived">The items that come back.</typeparam>
    /// <typeparam name="TReceivedCodec">Their codec.</typeparam>
    /// <param name="call">The call's number.</param>
    public abstract OutgoingDuplex<TArguments, TSent, TReceived> Duplex<TArguments, TArgumentsCodec, TSent, TSentCodec, TReceived, TReceivedCodec>(int call)
        where TArgumentsCodec : struct, IPeerCodec<TArguments>
        where TSentCodec : struct, IPeerCodec<TSent>
        where TReceivedCodec : struct, IPeerCodec<TReceived>;

    /// <summary>Makes the caller's end of a byte stream.</summary>
    /// <typeparam name="TArguments">The arguments, as one value.</typeparam>
    /// <typeparam name="TArgumentsCodec">Their codec.</typeparam>
    /// <typeparam name="TResult">The result; <see cref="Unit"/> where there is none.</typeparam>
    /// <typeparam name="TResultCodec">Its codec.</typeparam>
    /// <param name="call">The call's number.</param>
    public abstract OutgoingByteStream<TArguments, TResult> ByteStream<TArguments, TArgumentsCodec, TResult, TResultCodec>(int call)
        where TArgumentsCodec : struct, IPeerCodec<TArguments>
        where TResultCodec : struct, IPeerCodec<TResult>;
}
