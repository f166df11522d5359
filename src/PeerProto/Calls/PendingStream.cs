using PeerProto.CompilerServices;
using PeerProto.Connections;
using PeerProto.Protocol.Calls;

namespace PeerProto.Calls;

/// <summary>A server stream of this side, from the start of its enumeration to its end.</summary>
internal sealed class PendingStream<TArguments, TArgumentsCodec, TItem, TItemCodec>(PeerConnection connection, CallDescriptor descriptor, TArguments arguments)
    : OutgoingCallHolder
    where TArgumentsCodec : struct, IPeerCodec<TArguments>
    where TItemCodec : struct, IPeerCodec<TItem>
{
    private CallState? _call;

    public ItemReader<TItem, TItemCodec> Items { get; } = new(connection);

    /// <summary>Starts the call.</summary>
    /// <exception cref="PeerConnectionException">The connection has ended.</exception>
    /// <exception cref="PeerEncodeException">The arguments do not fit.</exception>
    /// <exception cref="PeerNotSupportedException">The peer does not have the call.</exception>
    public void Begin()
    {
        lock (connection.Gate)
        {
            if (connection.Failure is { } failure)
                throw failure;
            connection.Open(this, descriptor);
        }

        connection.WriteNow();
    }

    /// <summary>Ends the app's interest. Without effect when the call is over.</summary>
    public void Cancel()
    {
        lock (connection.Gate)
        {
            if (_call is null)
                connection.Forget(this);
            else if (!_call.IsEnded)
                connection.Cancel(_call);
        }

        connection.WriteNow();
    }

    public override CallState Open()
    {
        _call = connection.Machine.OpenCall<TArguments, TArgumentsCodec>(descriptor, arguments);
        Items.Attach(_call);
        return _call;
    }

    public override void OnItems() => Items.Wake();

    public override void OnFailure(Exception failure) => Items.Fail(failure);
}
