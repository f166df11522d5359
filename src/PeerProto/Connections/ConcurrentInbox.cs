using PeerProto.CompilerServices;
using PeerProto.Protocol.FlowControl;
using PeerProto.Protocol.Tracing;

namespace PeerProto.Connections;

/// <summary>
/// The inbox of a channel whose contract lets several handlers of one peer's messages run at once. It is busy while all places are taken or messages wait, so that only one ever starts
/// handlers: the reading loop while it is not busy, and otherwise whoever has <see cref="Leave"/> give it the turn. So messages start in the order they came.
/// </summary>
internal sealed class ConcurrentInbox(ChannelDescriptor descriptor, InboundFlow flow) : ChannelInbox(descriptor, flow)
{
    private int _running;
    private bool _isStarting;

    /// <summary>Counts a handler that is still at work after the reading loop has started it. To be called under the connection's lock.</summary>
    public void Enter() => IsBusy = ++_running == Descriptor.Concurrency;

    /// <summary>Counts a handler that is done. To be called under the connection's lock.</summary>
    /// <returns>Whether the caller is to start what waits.</returns>
    public bool Leave()
    {
        _running--;
        if (!IsBusy || _isStarting)
            return false;
        return _isStarting = true;
    }

    /// <summary>
    /// Takes the next waiting message and a place for its handler, or gives the turn back. To be called under the connection's lock by the one whose turn it is; the message is valid
    /// until the next call.
    /// </summary>
    public bool TryStartNext(out ReadOnlyMemory<byte> message, out TraceContext? trace)
    {
        if (_running == Descriptor.Concurrency)
        {
            message = default;
            trace = null;
        }
        else if (TryTakeNext(out message, out trace))
        {
            _running++;
            return true;
        }
        else
        {
            IsBusy = false;
        }

        return _isStarting = false;
    }
}
