using PeerProto.CompilerServices;
using PeerProto.Connections;

namespace PeerProto.Calls;

/// <summary>The caller's end of a server stream.</summary>
internal sealed class ServerStreamCall<TArguments, TArgumentsCodec, TItem, TItemCodec>(PeerConnection connection, CallDescriptor descriptor)
    : OutgoingServerStream<TArguments, TItem>
    where TArgumentsCodec : struct, IPeerCodec<TArguments>
    where TItemCodec : struct, IPeerCodec<TItem>
{
    public override IAsyncEnumerable<TItem> Invoke(TArguments arguments, CallSettings settings, CancellationToken cancellationToken) =>
        PendingStream<TArguments, TArgumentsCodec, TItem, TItemCodec>.ReadAsync(
            () => new PendingStream<TArguments, TArgumentsCodec, TItem, TItemCodec>(connection, descriptor, arguments, settings), cancellationToken, default);
}
