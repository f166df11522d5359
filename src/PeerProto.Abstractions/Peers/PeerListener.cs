namespace PeerProto;

/// <summary>One of the places where a session accepts connections: one for each of its transports.</summary>
public abstract class PeerListener
{
    /// <summary>The transport's name.</summary>
    public abstract string Transport { get; }

    /// <summary>Where it listens, or null where it never could.</summary>
    public abstract PeerEndpoint? LocalEndpoint { get; }

    /// <summary>Where it is in its life.</summary>
    public abstract ListenerState State { get; }

    /// <summary>Reports the state of the moment, then each change, until the listener has failed or is cancelled. A reader that is 16 changes behind misses the oldest.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    public abstract IAsyncEnumerable<ListenerState> StatesAsync(CancellationToken cancellationToken = default);

    /// <summary>The endpoint or the transport, and the state.</summary>
    /// <returns>The written listener.</returns>
    public override string ToString() => $"{LocalEndpoint?.ToString() ?? Transport}: {State}";
}
