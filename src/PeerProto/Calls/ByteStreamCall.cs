using System.IO.Pipelines;
using PeerProto.CompilerServices;
using PeerProto.Connections;

namespace PeerProto.Calls;

/// <summary>The caller's end of a byte stream.</summary>
internal sealed class ByteStreamCall<TArguments, TArgumentsCodec, TResult, TResultCodec>(PeerConnection connection, CallDescriptor descriptor)
    : OutgoingByteStream<TArguments, TResult>
    where TArgumentsCodec : struct, IPeerCodec<TArguments>
    where TResultCodec : struct, IPeerCodec<TResult>
{
    public override ValueTask<TResult> InvokeAsync(in TArguments arguments, IDuplexPipe bytes, in CallSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        PendingByteStream<TArguments, TArgumentsCodec, TResult, TResultCodec> stream = new(connection, descriptor, bytes);
        return stream.FinishAsync(stream.Start(arguments, settings, cancellationToken), cancellationToken);
    }

    public override ValueTask InvokeWithoutResultAsync(in TArguments arguments, IDuplexPipe bytes, in CallSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        PendingByteStream<TArguments, TArgumentsCodec, TResult, TResultCodec> stream = new(connection, descriptor, bytes);
        return stream.FinishWithoutResultAsync(stream.Start(arguments, settings, cancellationToken), cancellationToken);
    }
}
