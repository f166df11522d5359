namespace PeerProto;

/// <summary>What a <see cref="RecoveringJoin"/> can do: join, and what helps when that fails. Each function is called on a thread of the pool, may block it, ends by itself or when its token is cancelled, and throws when it fails.</summary>
public sealed record JoinOperation
{
    /// <summary>Joins the network once, and returns when it is joined.</summary>
    public required Func<CancellationToken, Task> Join { get; init; }

    /// <summary>
    /// Ends what may still run from an earlier attempt, before each join: stops 802.1X or waits until it has ended, waits for a scan. Where it fails, that
    /// attempt has failed: nothing is begun beside a join that may still run. Null: there is nothing to end.
    /// </summary>
    public Func<CancellationToken, Task>? Settle { get; init; }

    /// <summary>Switches the radio off and on; the last thing that is tried, once. On macOS <see cref="WifiPowerCycle.RunAsync"/>. Null: there is no such thing here.</summary>
    public Func<CancellationToken, Task>? PowerCycle { get; init; }

    /// <summary>
    /// Tells errors of <see cref="Join"/> that no further attempt can cure, such as a wrong password: some networks lock an account after a few. Null: every error is
    /// worth another attempt. Where it throws, there is no further attempt.
    /// </summary>
    public Func<Exception, bool>? IsFinal { get; init; }
}
