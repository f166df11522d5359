namespace PeerProto.Testing;

/// <summary>
/// What a cable of a lab does to packets, in each direction alike. The defaults do nothing. Chances are from 0 to 1 and are drawn for each packet from the lab's seed, so that the
/// same packets in the same order meet the same fate.
/// </summary>
public sealed record LinkImpairment
{
    /// <summary>The most packets that are under way in one direction; more are dropped.</summary>
    public const int MaximumPackets = 16_384;

    /// <summary>A cable that does nothing to packets.</summary>
    public static LinkImpairment None { get; } = new();

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
