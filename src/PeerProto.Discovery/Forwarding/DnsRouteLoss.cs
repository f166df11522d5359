namespace PeerProto.Discovery;

/// <summary>A route that is not the one for a name.</summary>
/// <param name="Number">Where it stands among the routes, from 1.</param>
/// <param name="Route">The route.</param>
/// <param name="Reason">Why it is not taken.</param>
/// <param name="Match">The match that came nearest; null where the route is about other domains.</param>
public sealed record DnsRouteLoss(int Number, DnsRoute Route, DnsRouteLossReason Reason, DnsMatch? Match)
{
    /// <summary>The reason as a sentence without its full stop.</summary>
    public string Text => Reason switch
    {
        DnsRouteLossReason.ExactOnly => $"{Match} takes that name alone, and nothing below it",
        DnsRouteLossReason.PartOfLabel => $"{Match} is compared label by label, and the name only ends with the same letters",
        DnsRouteLossReason.Excepted => $"{Match} takes the name out",
        DnsRouteLossReason.Wider => $"{Match} takes the name, but more widely than the route that is taken",
        DnsRouteLossReason.Later => $"{Match} takes the name as well, but stands later",
        _ => "it is about other domains",
    };
}
