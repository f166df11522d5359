using PeerProto.CompilerServices;
using PeerProto.Connections;

namespace PeerProto.Channels;

/// <summary>One peer's end of a channel whose senders do not wait, as the app sees it.</summary>
internal sealed class QueueingChannel<T, TCodec>(PeerConnection connection, ChannelDescriptor descriptor, QueueingSender<T, TCodec> sender) : IMessageChannel<T>
    where TCodec : struct, IPeerCodec<T>
{
    public long UnconfirmedMessages
    {
        get
        {
            lock (connection.Gate)
                return sender.UnconfirmedMessages;
        }
    }

    public long DroppedMessages
    {
        get
        {
            lock (connection.Gate)
                return sender.DroppedMessages;
        }
    }

    public ValueTask SendAsync(T message, CancellationToken cancellationToken) =>
        connection.Telemetry.TracesMessages ? SendObservedAsync(message, cancellationToken) : sender.SendAsync(message, cancellationToken);

    public ValueTask FlushAsync(CancellationToken cancellationToken) => connection.FlushAsync(sender, cancellationToken);

    private ValueTask SendObservedAsync(T message, CancellationToken cancellationToken) =>
        connection.Telemetry.SendAsync(descriptor, trace => sender.SendAsync(message, cancellationToken, trace));
}
