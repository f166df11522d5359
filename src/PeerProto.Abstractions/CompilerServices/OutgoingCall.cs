namespace PeerProto.CompilerServices;

/// <summary>The caller's end of a unary call.</summary>
/// <typeparam name="TArguments">The arguments, as one value.</typeparam>
/// <typeparam name="TResult">The result; <see cref="Unit"/> where there is none.</typeparam>
public abstract class OutgoingCall<TArguments, TResult>
{
    /// <summary>Calls and gives the result.</summary>
    /// <param name="arguments">The arguments; encoded before this returns.</param>
    /// <param name="settings">What the caller says beside them.</param>
    /// <param name="cancellationToken">Cancels the call here and on the peer.</param>
    public abstract ValueTask<TResult> InvokeAsync(in TArguments arguments, in CallSettings settings, CancellationToken cancellationToken);

    /// <summary>Calls and drops the result, for calls that have none.</summary>
    /// <param name="arguments">The arguments; encoded before this returns.</param>
    /// <param name="settings">What the caller says beside them.</param>
    /// <param name="cancellationToken">Cancels the call here and on the peer.</param>
    public abstract ValueTask InvokeWithoutResultAsync(in TArguments arguments, in CallSettings settings, CancellationToken cancellationToken);
}
