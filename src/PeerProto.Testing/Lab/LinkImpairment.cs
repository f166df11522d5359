namespace PeerProto.Testing;

/// <summary>
/// What a cable of a lab, or a link of a simulation, does to packets, in each direction alike. The defaults do nothing. Chances are from 0 to 1 and are drawn for each packet from the
/// seed, so that the same packets in the same order meet the same fate.
/// </summary>
public sealed record LinkImpairment
{
    /// <summary>The most packets that are under way in one direction; more are dropped.</summary>
    public const int MaximumPackets = 16_384;

    /// <summary>A cable that does nothing to packets.</summary>
    public static LinkImpairment None { get; } = new();

    /// <summary>A wire in the house: 0.2 ms, 1 Gbit/s.</summary>
    public static LinkImpairment Lan { get; } = new() { Delay = TimeSpan.FromMicroseconds(200), BytesPerSecond = 125_000_000 };

    /// <summary>Wireless in the house: 1 to 7 ms, 50 Mbit/s, 1 in 200 packets lost.</summary>
    public static LinkImpairment Wireless { get; } = new()
    {
        Delay = TimeSpan.FromMilliseconds(4), Jitter = TimeSpan.FromMilliseconds(3), BytesPerSecond = 6_250_000, Loss = 0.005,
    };

    /// <summary>A telephone network with poor reception: 60 to 100 ms, 2 Mbit/s, 1 in 50 packets lost.</summary>
    public static LinkImpairment Mobile { get; } = new()
    {
        Delay = TimeSpan.FromMilliseconds(80), Jitter = TimeSpan.FromMilliseconds(20), BytesPerSecond = 250_000, Loss = 0.02,
    };

    /// <summary>How long each packet takes.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>How much longer or shorter than <see cref="Delay"/> a packet may take, evenly spread. It changes no order.</summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>The chance that a packet is lost.</summary>
    public double Loss { get; init; }

    /// <summary>The chance that a packet arrives twice.</summary>
    public double Duplication { get; init; }

    /// <summary>The chance that a packet is held back by <see cref="ReorderDelay"/> while later ones pass it.</summary>
    public double Reorder { get; init; }

    /// <summary>How much longer a packet takes that others pass. 10 ms unless told otherwise.</summary>
    public TimeSpan ReorderDelay { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>How many bytes a second pass, or null (the default) for as many as come.</summary>
    public long? BytesPerSecond { get; init; }

    /// <summary>How many bytes may wait for their turn where <see cref="BytesPerSecond"/> is set; packets beyond are dropped. 256 KiB unless told otherwise.</summary>
    public int QueueBytes { get; init; } = 256 * 1024;

    /// <summary>Throws when a value makes no sense.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A chance is not between 0 and 1, or a time or size is negative.</exception>
    internal void Validate()
    {
        CheckChance(Loss, nameof(Loss));
        CheckChance(Duplication, nameof(Duplication));
        CheckChance(Reorder, nameof(Reorder));
        ArgumentOutOfRangeException.ThrowIfLessThan(Delay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(Jitter, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(ReorderDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(QueueBytes);
        if (BytesPerSecond is { } rate)
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate, nameof(BytesPerSecond));
    }

    private static void CheckChance(double chance, string name)
    {
        if (chance is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(name, chance, "A chance is from 0 to 1.");
    }
}
