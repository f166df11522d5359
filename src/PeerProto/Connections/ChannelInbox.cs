using PeerProto.CompilerServices;
using PeerProto.Protocol.FlowControl;
using PeerProto.Protocol.Tracing;

namespace PeerProto.Connections;

/// <summary>Where a channel's received messages stand: whether a handler is at work, what waits behind it, what the credit for consumed ones comes to.</summary>
internal class ChannelInbox(ChannelDescriptor descriptor, InboundFlow flow)
{
    private readonly WaitingTraces _traces = new();
    private MessageBacklog _taken = new();
    private long _consumedMessages;
    private long _consumedBytes;
    private volatile bool _isBusy;

    public ChannelDescriptor Descriptor => descriptor;

    public InboundFlow Flow => flow;

    /// <summary>How many messages wait for the handler. To be asked under the connection's lock.</summary>
    public int Waiting => _taken.Count + flow.Backlog.Count;

    /// <summary>Whether a handler is at work. Set by the reading loop, cleared under the connection's lock.</summary>
    public bool IsBusy
    {
        get => _isBusy;
        set => _isBusy = value;
    }

    /// <summary>How long the handler has held up the peer.</summary>
    public StallMeter Stall { get; } = new();

    /// <summary>Whether a message was handed on.</summary>
    public bool WasUsed { get; set; }

    /// <summary>Notes a consumed message; the reading loop's alone.</summary>
    /// <returns>Whether it is the first since the last <see cref="TakeConsumed"/>.</returns>
    public bool AddConsumed(long bytes)
    {
        _consumedBytes += bytes;
        return _consumedMessages++ == 0;
    }

    public (long Messages, long Bytes) TakeConsumed()
    {
        (long, long) consumed = (_consumedMessages, _consumedBytes);
        _consumedMessages = _consumedBytes = 0;
        return consumed;
    }

    /// <summary>
    /// Drops what waits, where only the newest message matters. What the handler is at is not touched. To be called under the connection's lock.
    /// </summary>
    public (long Messages, long Bytes) DropOlder()
    {
        if (descriptor.Delivery != Delivery.LatestOnly)
            return default;
        (long messages, long bytes) = (0, 0);
        for (; flow.Backlog.TryDequeue(out ReadOnlyMemory<byte> older); messages++)
            bytes += older.Length;
        _traces.Drop(messages);
        return (messages, bytes);
    }

    /// <summary>Takes the next waiting message, valid until the next call. To be called under the connection's lock by the one who set <see cref="IsBusy"/>.</summary>
    public bool TryTakeNext(out ReadOnlyMemory<byte> message, out TraceContext? trace)
    {
        trace = null;
        if (!_taken.TryDequeue(out message))
        {
            if (flow.Backlog.Count == 0)
                return false;
            _taken = flow.ExchangeBacklog(_taken);
            _taken.TryDequeue(out message);
        }

        trace = _traces.Take();
        return true;
    }

    /// <summary>Keeps the trace of a message that is about to wait. To be called under the connection's lock.</summary>
    public void Keep(TraceContext? trace)
    {
        if (trace is not null)
            _traces.Add(Waiting, trace);
    }
}
