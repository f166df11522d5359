namespace PeerProto;

/// <summary>When the system itself asks a silent peer whether it is there (RFC 9293 section 3.8.4), in whole seconds, rounded up.</summary>
public sealed record TcpKeepAlive
{
    /// <summary>How long a link is silent before the first question unless told otherwise: 10 s.</summary>
    public static readonly TimeSpan DefaultIdle = TimeSpan.FromSeconds(10);

    /// <summary>The time between questions unless told otherwise: 2 s.</summary>
    public static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(2);

    /// <summary>How many questions in a row go without an answer before the link counts as lost, unless told otherwise: 5.</summary>
    public const int DefaultCount = 5;

    /// <summary>How long a link is silent before the first question. Default <see cref="DefaultIdle"/>.</summary>
    public TimeSpan Idle { get; init; } = DefaultIdle;

    /// <summary>The time between questions. Default <see cref="DefaultInterval"/>.</summary>
    public TimeSpan Interval { get; init; } = DefaultInterval;

    /// <summary>How many questions in a row go without an answer before the link counts as lost. Default <see cref="DefaultCount"/>.</summary>
    public int Count { get; init; } = DefaultCount;

    internal void ThrowIfNotValid(string parameter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Idle, TimeSpan.Zero, parameter);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Interval, TimeSpan.Zero, parameter);
        ArgumentOutOfRangeException.ThrowIfLessThan(Count, 1, parameter);
    }
}
