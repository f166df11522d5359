namespace PeerProto.Discovery;

/// <summary>Sends the names that it is about to an upstream. Immutable.</summary>
public sealed class DnsRoute
{
    /// <summary>Makes a route.</summary>
    /// <param name="matches">What names it is for. Where one is an exception and another is not, the narrower counts, and the exception where both are equally narrow.</param>
    /// <param name="upstream">Who is asked about them.</param>
    /// <exception cref="ArgumentException">There is no match, or there are only exceptions.</exception>
    public DnsRoute(IEnumerable<DnsMatch> matches, DnsUpstream upstream)
    {
        ArgumentNullException.ThrowIfNull(matches);
        ArgumentNullException.ThrowIfNull(upstream);
        Matches = [.. matches];
        Upstream = upstream;
        if (Matches.All(static match => match.IsExclusion))
            throw new ArgumentException("A route needs a domain that it is for, and not exceptions alone. Use DnsMatch.Suffix(\"\") for all names.", nameof(matches));
    }

    /// <summary>What names it is for.</summary>
    public IReadOnlyList<DnsMatch> Matches { get; }

    /// <summary>Who is asked about them.</summary>
    public DnsUpstream Upstream { get; }

    /// <summary>Matches and upstream.</summary>
    /// <returns>A line for people.</returns>
    public override string ToString() => $"{string.Join(", ", Matches.Select(static match => match.ToString() is { Length: > 0 } text ? text : "\"\""))} -> {Upstream.Name}";
}
