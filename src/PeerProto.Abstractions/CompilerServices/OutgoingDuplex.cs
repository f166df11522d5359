namespace PeerProto.CompilerServices;

/// <summary>The caller's end of a duplex stream.</summary>
/// <typeparam name="TArguments">The other arguments, as one value.</typeparam>
/// <typeparam name="TSent">The items that the caller sends.</typeparam>
/// <typeparam name="TReceived">The items that come back.</typeparam>
public abstract class OutgoingDuplex<TArguments, TSent, TReceived>
{
    /// <summary>
    /// Makes the stream. The call starts with each enumeration, which also starts to read and send the items, and is cancelled when the enumeration is left early.
    /// </summary>
    /// <param name="arguments">The arguments; encoded when the enumeration starts.</param>
    /// <param name="items">The items to send; no longer read once the peer's have ended.</param>
    /// <param name="settings">What the caller says beside them; a deadline in them holds for every enumeration.</param>
    /// <param name="cancellationToken">Cancels the call here and on the peer.</param>
    public abstract IAsyncEnumerable<TReceived> Invoke(TArguments arguments, IAsyncEnumerable<TSent> items, CallSettings settings, CancellationToken cancellationToken);
}
