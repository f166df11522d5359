using System.Runtime.CompilerServices;
using PeerProto.CompilerServices;
using PeerProto.Connections;

namespace PeerProto.Calls;

/// <summary>The caller's end of a server stream.</summary>
internal sealed class ServerStreamCall<TArguments, TArgumentsCodec, TItem, TItemCodec>(PeerConnection connection, CallDescriptor descriptor)
    : OutgoingServerStream<TArguments, TItem>
    where TArgumentsCodec : struct, IPeerCodec<TArguments>
    where TItemCodec : struct, IPeerCodec<TItem>
{
    public override IAsyncEnumerable<TItem> Invoke(TArguments arguments, CancellationToken cancellationToken) => ReadAsync(arguments, cancellationToken, default);

    private async IAsyncEnumerable<TItem> ReadAsync(
        TArguments arguments, CancellationToken callCancellation, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using CancellationTokenSource linked = CancellationTokenSource.CreateLinkedTokenSource(callCancellation, cancellationToken);
        linked.Token.ThrowIfCancellationRequested();
        PendingStream<TArguments, TArgumentsCodec, TItem, TItemCodec> stream = new(connection, descriptor, arguments);
        stream.Begin();
        try
        {
            while (await stream.Items.WaitToReadAsync(linked.Token))
            {
                while (stream.Items.TryRead(out TItem item))
                    yield return item;
            }
        }
        finally
        {
            stream.Cancel();
        }
    }
}
