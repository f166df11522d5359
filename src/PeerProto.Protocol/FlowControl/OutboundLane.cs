using PeerProto.Protocol.Framing;

namespace PeerProto.Protocol.FlowControl;

/// <summary>What waits to be written to a stream of the link that one channel, or the items of one call, has for itself. The machine appends; the driver takes.</summary>
public sealed class OutboundLane : IDisposable
{
    private OutboundBuffer _buffer = new();

    /// <summary>The number of bytes that wait.</summary>
    public int Length => _buffer.Length;

    /// <summary>Whether nothing more will be written: when what waits has left, the stream ends.</summary>
    public bool IsComplete { get; internal set; }

    /// <summary>The driver's own object for this lane.</summary>
    public object? Tag { get; set; }

    internal OutboundBuffer Buffer => _buffer;

    /// <summary>Whether the driver has taken something that it has not said to be written.</summary>
    public bool IsBeingWritten => TakenBytes > 0;

    /// <summary>Whether something waits, or is being written by the driver.</summary>
    internal bool IsLeaving => TakenBytes > 0 || !_buffer.IsEmpty;

    /// <summary>How many bytes were on their way when the lane came to its end.</summary>
    internal int LastBytes { get; set; }

    /// <summary>Whether the driver is done with the lane.</summary>
    internal bool IsWritten { get; set; }

    /// <summary>How many bytes the driver has taken and is writing.</summary>
    internal int TakenBytes { get; private set; }

    /// <summary>Whether the driver knows, or will learn, that there is something to do.</summary>
    internal bool IsListed { get; set; }

    /// <summary>Whether anything was written: the driver opens a stream.</summary>
    internal bool IsOpened { get; set; }

    /// <summary>Takes what waits, if anything does, and leaves an empty buffer in its place: what was taken before has been written. If nothing waits, the machine tells again when there is something.</summary>
    /// <param name="empty">The buffer to go on with.</param>
    /// <returns>Null when nothing waits.</returns>
    public OutboundBuffer? TryExchange(OutboundBuffer empty)
    {
        TakenBytes = _buffer.Length;
        if (_buffer.IsEmpty)
        {
            IsListed = false;
            return null;
        }

        OutboundBuffer filled = _buffer;
        _buffer = empty;
        return filled;
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => _buffer.Dispose();
}
