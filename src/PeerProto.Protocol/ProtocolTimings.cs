namespace PeerProto;

/// <summary>The deadlines of one connection.</summary>
public sealed record ProtocolTimings
{
    /// <summary>The defaults, for a local network.</summary>
    public static ProtocolTimings Default { get; } = new();

    /// <summary>How long hello and admission may take. 5 s unless told otherwise.</summary>
    public TimeSpan Hello { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>After how long without a byte from the peer it is asked for a sign of life. 3 s unless told otherwise.</summary>
    public TimeSpan KeepAliveIdle { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>After how long without an answer it is asked again. 2 s unless told otherwise.</summary>
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often it is asked before the connection counts as lost, one interval after the last time. 3 unless told otherwise.</summary>
    public int KeepAliveCount { get; init; } = 3;

    /// <summary>After how long without a byte from the peer the connection counts as lost: what idle time, interval and count come to.</summary>
    public TimeSpan KeepAliveTimeout => KeepAliveIdle + (KeepAliveCount * KeepAliveInterval);

    /// <summary>After how long without a new acknowledgement the connection counts as lost, while messages of channels are not acknowledged. While that is
    /// only because they have not left whole, each piece that the link takes begins the time anew. 10 s unless told otherwise.</summary>
    public TimeSpan ConnectionDropTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest that an acknowledgement waits for company. 25 ms unless told otherwise.</summary>
    public TimeSpan AcknowledgeDelay { get; init; } = TimeSpan.FromMilliseconds(25);

    /// <summary>How long the peer has to answer a close. 2 s unless told otherwise.</summary>
    public TimeSpan Close { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Throws when a deadline makes no sense.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A deadline is not above zero, or the count is below 1.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Hello, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(KeepAliveInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(KeepAliveIdle, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(KeepAliveCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ConnectionDropTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(AcknowledgeDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Close, TimeSpan.Zero);
    }
}
