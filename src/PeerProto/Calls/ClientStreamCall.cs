using PeerProto.CompilerServices;
using PeerProto.Connections;

namespace PeerProto.Calls;

/// <summary>The caller's end of a client stream.</summary>
internal sealed class ClientStreamCall<TArguments, TArgumentsCodec, TItem, TItemCodec, TResult, TResultCodec>(PeerConnection connection, CallDescriptor descriptor)
    : OutgoingClientStream<TArguments, TItem, TResult>
    where TArgumentsCodec : struct, IPeerCodec<TArguments>
    where TItemCodec : struct, IPeerCodec<TItem>
    where TResultCodec : struct, IPeerCodec<TResult>
{
    public override ValueTask<TResult> InvokeAsync(in TArguments arguments, IAsyncEnumerable<TItem> items, in CallSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<TResult>(cancellationToken);
        PendingUpload<TArguments, TArgumentsCodec, TItem, TItemCodec, TResult, TResultCodec> upload = new(connection, descriptor, items);
        return new ValueTask<TResult>(upload, upload.Begin(arguments, settings, cancellationToken));
    }

    public override ValueTask InvokeWithoutResultAsync(in TArguments arguments, IAsyncEnumerable<TItem> items, in CallSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled(cancellationToken);
        PendingUpload<TArguments, TArgumentsCodec, TItem, TItemCodec, TResult, TResultCodec> upload = new(connection, descriptor, items);
        return new ValueTask(upload, upload.Begin(arguments, settings, cancellationToken));
    }
}
