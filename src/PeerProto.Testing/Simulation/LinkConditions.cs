namespace PeerProto.Testing;

/// <summary>
/// How the packets between two simulated peers fare, in each direction. Above it a reliable stream makes up for what is lost, repeated or out of order, as TCP does: it shows there as delay.
/// </summary>
public sealed record LinkConditions
{
    /// <summary>A wire in the house: 0.2 ms, 1 Gbit/s, nothing lost.</summary>
    public static LinkConditions Lan { get; } = new();

    /// <summary>Wireless in the house: 3 ms and up to 4 ms more, 50 Mbit/s, 1 in 200 packets lost.</summary>
    public static LinkConditions Wireless { get; } = new()
    {
        Latency = TimeSpan.FromMilliseconds(3), Jitter = TimeSpan.FromMilliseconds(4), BytesPerSecond = 6_250_000, Loss = 0.005,
    };

    /// <summary>A telephone network with poor reception: 60 ms and up to 40 ms more, 2 Mbit/s, 1 in 50 packets lost.</summary>
    public static LinkConditions Mobile { get; } = new()
    {
        Latency = TimeSpan.FromMilliseconds(60), Jitter = TimeSpan.FromMilliseconds(40), BytesPerSecond = 250_000, Loss = 0.02,
    };

    /// <summary>The time from end to end that every packet takes. 0.2 ms unless told otherwise.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromTicks(2_000);

    /// <summary>The most that chance adds to it. Packets keep their order all the same. Nothing unless told otherwise.</summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>How many bytes go in each second. 125,000,000 unless told otherwise.</summary>
    public long BytesPerSecond { get; init; } = 125_000_000;

    /// <summary>How many bytes may wait for the link before further packets are dropped. 256 KiB unless told otherwise.</summary>
    public int QueueBytes { get; init; } = 256 * 1024;

    /// <summary>How likely a packet is lost, 0 to 1.</summary>
    public double Loss { get; init; }

    /// <summary>How likely a packet arrives twice, 0 to 1.</summary>
    public double Duplication { get; init; }

    /// <summary>How likely a packet is held up so that later ones overtake it, 0 to 1.</summary>
    public double Reordering { get; init; }

    /// <summary>How long such a packet is held up. 10 ms unless told otherwise.</summary>
    public TimeSpan ReorderingDelay { get; init; } = TimeSpan.FromMilliseconds(10);

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Latency, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(Jitter, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(ReorderingDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(BytesPerSecond, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(QueueBytes, Packet.MaximumBytes);
        foreach (double probability in (ReadOnlySpan<double>)[Loss, Duplication, Reordering])
        {
            if (probability is not (>= 0 and <= 1))
                throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability lies between 0 and 1.");
        }
    }
}
