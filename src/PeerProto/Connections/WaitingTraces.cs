using PeerProto.Protocol.Tracing;

namespace PeerProto.Connections;

/// <summary>The traces of messages that wait for their handler, by the place of the message in its line. Of a long line only the first keep theirs.</summary>
internal sealed class WaitingTraces
{
    /// <summary>The most traces that wait. One takes about 600 bytes at most, so that those of a channel stay well below its window.</summary>
    public const int MaximumWaiting = 512;

    private Queue<(long Number, TraceContext Trace)>? _waiting;
    private long _taken;

    /// <summary>Keeps a message's trace.</summary>
    /// <param name="ahead">How many messages wait before it.</param>
    /// <param name="trace">The trace.</param>
    public void Add(int ahead, TraceContext trace)
    {
        _waiting ??= new Queue<(long, TraceContext)>();
        if (_waiting.Count < MaximumWaiting)
            _waiting.Enqueue((_taken + ahead, trace));
    }

    /// <summary>Counts a message that is taken.</summary>
    /// <returns>Its trace, if it has one.</returns>
    public TraceContext? Take()
    {
        long number = _taken++;
        return _waiting is not null && _waiting.TryPeek(out (long Number, TraceContext Trace) first) && first.Number == number ? _waiting.Dequeue().Trace : null;
    }

    /// <summary>Counts messages that are dropped.</summary>
    public void Drop(long messages)
    {
        _taken += messages;
        while (_waiting is not null && _waiting.TryPeek(out (long Number, TraceContext Trace) first) && first.Number < _taken)
            _waiting.Dequeue();
    }
}
