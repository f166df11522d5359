namespace PeerProto;

/// <summary>The deadlines of one connection.</summary>
public sealed record ProtocolTimings
{
    /// <summary>The defaults, for a local network.</summary>
    public static ProtocolTimings Default { get; } = new();

    /// <summary>How long hello and admission may take. 5 s unless told otherwise.</summary>
    public TimeSpan Hello { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>After how long without a byte from the peer a ping is sent. 3 s unless told otherwise.</summary>
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>After how long without a byte from the peer the connection counts as lost. 9 s unless told otherwise.</summary>
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(9);

    /// <summary>The longest that an acknowledgement waits for company. 25 ms unless told otherwise.</summary>
    public TimeSpan AcknowledgeDelay { get; init; } = TimeSpan.FromMilliseconds(25);

    /// <summary>How long the peer has to answer a close. 2 s unless told otherwise.</summary>
    public TimeSpan Close { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Throws when a deadline makes no sense.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A deadline is not above zero, or the keep-alive timeout is not above its interval.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Hello, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(KeepAliveInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(KeepAliveTimeout, KeepAliveInterval);
        ArgumentOutOfRangeException.ThrowIfLessThan(AcknowledgeDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Close, TimeSpan.Zero);
    }
}
