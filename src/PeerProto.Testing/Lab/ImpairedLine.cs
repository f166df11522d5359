using System.Buffers;

namespace PeerProto.Testing;

/// <summary>
/// One direction of a cable as a pure machine: packets and time in, packets at their time out. What happens to a packet depends on the seed, on how many came before it, and on the
/// impairment that holds then.
/// </summary>
internal sealed class ImpairedLine(ulong seed) : IDisposable
{
    private readonly PriorityQueue<Packet, (TimeSpan Due, long Number)> _underWay = new();
    private ulong _random = seed;
    private TimeSpan _free;
    private TimeSpan _lastDue;
    private long _number;
    private LinkCounters _counters;

    public LinkImpairment Impairment { get; set; } = LinkImpairment.None;

    public LinkCounters Counters => _counters;

    /// <summary>When the next packet arrives, or null while none is under way.</summary>
    public TimeSpan? NextDue => _underWay.TryPeek(out _, out (TimeSpan Due, long Number) first) ? first.Due : null;

    /// <summary>Takes a packet in; its bytes are copied.</summary>
    public void Send(ReadOnlySpan<byte> packet, TimeSpan now)
    {
        // Always as many draws a packet, so that another impairment leaves the fate of later packets as it is.
        (double loss, double duplication, double reorder, double jitter) = (Draw(), Draw(), Draw(), Draw());
        _counters = _counters with { Packets = _counters.Packets + 1, Bytes = _counters.Bytes + packet.Length };
        if (loss < Impairment.Loss)
        {
            _counters = _counters with { Lost = _counters.Lost + 1 };
            return;
        }

        if (!TryGetThrough(packet.Length, now, out TimeSpan through))
        {
            _counters = _counters with { Overflowed = _counters.Overflowed + 1 };
            return;
        }

        TimeSpan due = through + Impairment.Delay + (2 * jitter - 1) * Impairment.Jitter;
        if (due < through)
            due = through;
        if (reorder < Impairment.Reorder)
        {
            _counters = _counters with { Reordered = _counters.Reordered + 1 };
            due += Impairment.ReorderDelay;
        }
        else
        {
            _lastDue = due = due < _lastDue ? _lastDue : due;
        }

        Add(packet, due);
        if (duplication < Impairment.Duplication && _underWay.Count < LinkImpairment.MaximumPackets)
        {
            _counters = _counters with { Duplicated = _counters.Duplicated + 1 };
            Add(packet, due);
        }
    }

    /// <summary>Takes out the next packet whose time has come. Its memory belongs to the caller, who disposes it.</summary>
    public bool TryReceive(TimeSpan now, out Packet packet)
    {
        packet = default;
        return NextDue <= now && _underWay.TryDequeue(out packet, out _);
    }

    public void Dispose()
    {
        while (_underWay.TryDequeue(out Packet packet, out _))
            packet.Dispose();
    }

    /// <summary>When the packet has passed the narrowest place; false where too much waits for that.</summary>
    private bool TryGetThrough(int length, TimeSpan now, out TimeSpan through)
    {
        through = now;
        if (_underWay.Count >= LinkImpairment.MaximumPackets)
            return false;
        if (Impairment.BytesPerSecond is not { } rate)
            return true;
        TimeSpan start = _free > now ? _free : now;
        double waiting = (start - now).TotalSeconds * rate;
        if (waiting > 0 && waiting + length > Impairment.QueueBytes)
            return false;
        _free = through = start + TimeSpan.FromSeconds((double)length / rate);
        return true;
    }

    private void Add(ReadOnlySpan<byte> packet, TimeSpan due)
    {
        byte[] copy = ArrayPool<byte>.Shared.Rent(packet.Length);
        packet.CopyTo(copy);
        _underWay.Enqueue(new Packet(copy, packet.Length), (due, _number++));
    }

    /// <summary>SplitMix64: small, and the same on every platform.</summary>
    private double Draw()
    {
        _random += 0x9E3779B97F4A7C15;
        ulong z = _random;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>A packet in memory of the shared pool.</summary>
    public readonly struct Packet(byte[] bytes, int length) : IDisposable
    {
        public ReadOnlySpan<byte> Span => bytes.AsSpan(0, length);

        public void Dispose() => ArrayPool<byte>.Shared.Return(bytes);
    }
}
