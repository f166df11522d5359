using PeerProto.CompilerServices;
using PeerProto.Connections;

namespace PeerProto.Channels;

/// <summary>A channel of this side's contract that the peer's does not have.</summary>
internal sealed class UnsupportedChannel<T>(PeerConnection connection, ChannelDescriptor descriptor) : IMessageChannel<T>
{
    public long UnconfirmedMessages => 0;

    public long DroppedMessages => 0;

    public ValueTask SendAsync(T message, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled(cancellationToken)
        : connection.Failure is { } failure ? ValueTask.FromException(failure)
        : ValueTask.FromException(connection.NotSupported("channel", descriptor.Id, descriptor.Name));

    public ValueTask FlushAsync(CancellationToken cancellationToken) => default;
}
