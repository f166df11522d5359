using System.IO.Pipelines;

namespace PeerProto.CompilerServices;

/// <summary>The caller's end of a byte stream.</summary>
/// <typeparam name="TArguments">The arguments, as one value.</typeparam>
/// <typeparam name="TResult">The result; <see cref="Unit"/> where there is none.</typeparam>
public abstract class OutgoingByteStream<TArguments, TResult>
{
    /// <summary>Calls, carries bytes both ways, and gives the result once all bytes that came before it are in the pipe.</summary>
    /// <param name="arguments">The arguments; encoded before this returns.</param>
    /// <param name="bytes">Where bytes come from and go to. Both of its ends belong to the call, which completes them.</param>
    /// <param name="settings">What the caller says beside them.</param>
    /// <param name="cancellationToken">Cancels the call here and on the peer.</param>
    public abstract ValueTask<TResult> InvokeAsync(in TArguments arguments, IDuplexPipe bytes, in CallSettings settings, CancellationToken cancellationToken);

    /// <summary>Calls, carries bytes both ways, and drops the result, for calls that have none.</summary>
    /// <param name="arguments">The arguments; encoded before this returns.</param>
    /// <param name="bytes">Where bytes come from and go to. Both of its ends belong to the call, which completes them.</param>
    /// <param name="settings">What the caller says beside them.</param>
    /// <param name="cancellationToken">Cancels the call here and on the peer.</param>
    public abstract ValueTask InvokeWithoutResultAsync(in TArguments arguments, IDuplexPipe bytes, in CallSettings settings, CancellationToken cancellationToken);
}
