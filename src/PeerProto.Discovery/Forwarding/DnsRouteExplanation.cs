namespace PeerProto.Discovery;

/// <summary>Who is asked about a name, and why.</summary>
/// <param name="Name">The name as it is asked for, without a trailing dot.</param>
/// <param name="Upstream">Who is asked; null where nobody is, since the name is one of the local network.</param>
/// <param name="Route">The route that is taken; null where none is about the name.</param>
/// <param name="Match">The match of the route that decides; null where none is about the name.</param>
/// <param name="Others">The routes that are not taken, in their order.</param>
public sealed record DnsRouteExplanation(string Name, DnsUpstream? Upstream, DnsRoute? Route, DnsMatch? Match, IReadOnlyList<DnsRouteLoss> Others)
{
    /// <summary>Why, as a sentence without its full stop.</summary>
    public string Text => this switch
    {
        { Match: { } match } => match switch
        {
            { IsExact: true } => $"{match} is about that name alone",
            { Domain: "" } => "\"\" takes every name",
            _ => $"{match} takes that domain and everything below it",
        },
        { Upstream: null } => "names below local belong to multicast DNS, and no name server is asked about them (RFC 6762 section 22.1)",
        _ => "no route is about it",
    };
}
