using PeerProto.CompilerServices;
using PeerProto.Protocol.FlowControl;
using PeerProto.Protocol.Tracing;

namespace PeerProto.Connections;

internal sealed partial class PeerConnection
{
    private static ChannelInbox CreateInbox(ChannelDescriptor channel, InboundFlow flow) =>
        channel.Concurrency == 1 ? new ChannelInbox(channel, flow) : new ConcurrentInbox(channel, flow);

    /// <summary>Lets a handler that the reading loop has started run beside others of its channel.</summary>
    private void FollowBeside(ConcurrentInbox inbox, ValueTask handling, long bytes)
    {
        lock (_gate)
            inbox.Enter();
        _ = FinishAsync(inbox, handling, bytes);
    }

    private async Task FinishAsync(ConcurrentInbox inbox, ValueTask handling, long bytes)
    {
        await ObserveHandlerAsync(inbox, handling);
        bool isTurn;
        lock (_gate)
        {
            _machine.Consume(inbox.Flow, 1, bytes, Now);
            NoteStall(inbox);
            isTurn = inbox.Leave();
        }

        if (isTurn)
            StartWaiting(inbox);
        _output.Set();
    }

    /// <summary>Starts handlers of what waits, in order, while there are places.</summary>
    private void StartWaiting(ConcurrentInbox inbox)
    {
        while (true)
        {
            ReadOnlyMemory<byte> next;
            TraceContext? trace;
            lock (_gate)
            {
                if (_isRefused || !inbox.TryStartNext(out next, out trace))
                    return;
            }

            long bytes = next.Length;
            _ = FinishAsync(inbox, Dispatch(inbox, next.Span, trace), bytes);
        }
    }
}
