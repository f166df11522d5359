namespace PeerProto.CompilerServices;

/// <summary>The caller's end of a server stream.</summary>
/// <typeparam name="TArguments">The arguments, as one value.</typeparam>
/// <typeparam name="TItem">The items.</typeparam>
public abstract class OutgoingServerStream<TArguments, TItem>
{
    /// <summary>Makes the stream. The call starts with each enumeration and is cancelled when the enumeration is left early.</summary>
    /// <param name="arguments">The arguments; encoded when the enumeration starts.</param>
    /// <param name="settings">What the caller says beside them; a deadline in them holds for every enumeration.</param>
    /// <param name="cancellationToken">Cancels the call here and on the peer.</param>
    public abstract IAsyncEnumerable<TItem> Invoke(TArguments arguments, CallSettings settings, CancellationToken cancellationToken);
}
