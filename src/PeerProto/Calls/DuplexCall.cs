using PeerProto.CompilerServices;
using PeerProto.Connections;

namespace PeerProto.Calls;

/// <summary>The caller's end of a duplex stream.</summary>
internal sealed class DuplexCall<TArguments, TArgumentsCodec, TSent, TSentCodec, TReceived, TReceivedCodec>(PeerConnection connection, CallDescriptor descriptor)
    : OutgoingDuplex<TArguments, TSent, TReceived>
    where TArgumentsCodec : struct, IPeerCodec<TArguments>
    where TSentCodec : struct, IPeerCodec<TSent>
    where TReceivedCodec : struct, IPeerCodec<TReceived>
{
    public override IAsyncEnumerable<TReceived> Invoke(TArguments arguments, IAsyncEnumerable<TSent> items, CallSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        return PendingStream<TArguments, TArgumentsCodec, TReceived, TReceivedCodec>.ReadAsync(
            () => new PendingDuplex<TArguments, TArgumentsCodec, TSent, TSentCodec, TReceived, TReceivedCodec>(connection, descriptor, arguments, items, settings), cancellationToken, default);
    }
}
