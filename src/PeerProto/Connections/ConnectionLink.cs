using PeerProto.Calls;
using PeerProto.Channels;
using PeerProto.CompilerServices;

namespace PeerProto.Connections;

/// <summary>Makes the members of a generated proxy over a connection.</summary>
internal sealed class ConnectionLink(PeerConnection connection) : PeerLink
{
    public override IMessageChannel<T> Channel<T, TCodec>(int channel)
    {
        ChannelDescriptor descriptor = connection.GetChannel(channel);
        if (!connection.Agreement.Supports(channel))
            return new UnusableChannel<T>(connection, () => connection.NotSupported("channel", descriptor.Id, descriptor.Name));
        if (!connection.MaySend(descriptor))
            return new UnusableChannel<T>(connection, () => connection.RefusedByPeer(descriptor));
        return descriptor.Overflow == Overflow.Wait
            ? new MessageChannel<T, TCodec>(connection, descriptor, connection.AddChannelSender<T, TCodec>(descriptor))
            : new QueueingChannel<T, TCodec>(connection, descriptor, connection.AddQueueingSender<T, TCodec>(descriptor));
    }

    public override OutgoingCall<TArguments, TResult> Call<TArguments, TArgumentsCodec, TResult, TResultCodec>(int call) =>
        new UnaryCall<TArguments, TArgumentsCodec, TResult, TResultCodec>(connection, connection.GetCall(call));

    public override OutgoingServerStream<TArguments, TItem> ServerStream<TArguments, TArgumentsCodec, TItem, TItemCodec>(int call) =>
        new ServerStreamCall<TArguments, TArgumentsCodec, TItem, TItemCodec>(connection, connection.GetCall(call));

    public override OutgoingClientStream<TArguments, TItem, TResult> ClientStream<TArguments, TArgumentsCodec, TItem, TItemCodec, TResult, TResultCodec>(int call) =>
        new ClientStreamCall<TArguments, TArgumentsCodec, TItem, TItemCodec, TResult, TResultCodec>(connection, connection.GetCall(call));

    public override OutgoingDuplex<TArguments, TSent, TReceived> Duplex<TArguments, TArgumentsCodec, TSent, TSentCodec, TReceived, TReceivedCodec>(int call) =>
        new DuplexCall<TArguments, TArgumentsCodec, TSent, TSentCodec, TReceived, TReceivedCodec>(connection, connection.GetCall(call));

    public override OutgoingByteStream<TArguments, TResult> ByteStream<TArguments, TArgumentsCodec, TResult, TResultCodec>(int call) =>
        new ByteStreamCall<TArguments, TArgumentsCodec, TResult, TResultCodec>(connection, connection.GetCall(call));
}
