namespace PeerProto.CompilerServices;

/// <summary>The caller's end of a client stream.</summary>
/// <typeparam name="TArguments">The other arguments, as one value.</typeparam>
/// <typeparam name="TItem">The items.</typeparam>
/// <typeparam name="TResult">The result; <see cref="Unit"/> where there is none.</typeparam>
public abstract class OutgoingClientStream<TArguments, TItem, TResult>
{
    /// <summary>Calls, sends the items as the peer's credit allows, and gives the result.</summary>
    /// <param name="arguments">The arguments; encoded before this returns.</param>
    /// <param name="items">The items; no longer read once the result is there.</param>
    /// <param name="settings">What the caller says beside them.</param>
    /// <param name="cancellationToken">Cancels the call here and on the peer.</param>
    public abstract ValueTask<TResult> InvokeAsync(in TArguments arguments, IAsyncEnumerable<TItem> items, in CallSettings settings, CancellationToken cancellationToken);

    /// <summary>Calls, sends the items, and drops the result, for calls that have none.</summary>
    /// <param name="arguments">The arguments; encoded before this returns.</param>
    /// <param name="items">The items.</param>
    /// <param name="settings">What the caller says beside them.</param>
    /// <param name="cancellationToken">Cancels the call here and on the peer.</param>
    public abstract ValueTask InvokeWithoutResultAsync(in TArguments arguments, IAsyncEnumerable<TItem> items, in CallSettings settings, CancellationToken cancellationToken);
}
