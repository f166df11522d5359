using PeerProto.Connections;

namespace PeerProto.Channels;

/// <summary>A channel of this side's contract on which the peer takes nothing: its contract does not have the channel, or this app has no permission there.</summary>
internal sealed class UnusableChannel<T>(PeerConnection connection, Func<Exception> explain) : IMessageChannel<T>
{
    public long UnconfirmedMessages => 0;

    public long DroppedMessages => 0;

    public ValueTask SendAsync(T message, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled(cancellationToken)
        : ValueTask.FromException(connection.Failure ?? explain());

    public ValueTask FlushAsync(CancellationToken cancellationToken) => default;
}
