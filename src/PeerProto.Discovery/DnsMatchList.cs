using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery;

/// <summary>What several matches say together about a name.</summary>
internal static class DnsMatchList
{
    /// <summary>
    /// The match that decides about a name: the narrowest of those that are about it, and the exception where one and another are equally narrow. Null where none is about it.
    /// </summary>
    public static DnsMatch? DecidingFor(this IEnumerable<DnsMatch> matches, DnsName name)
    {
        DnsMatch? deciding = null;
        foreach (DnsMatch match in matches)
        {
            if (match.Matches(name) && (deciding is null || match.IsNarrowerThan(deciding)))
                deciding = match;
        }

        return deciding;
    }

    /// <summary>Whether a match decides where another one is about the same name too.</summary>
    public static bool IsNarrowerThan(this DnsMatch match, DnsMatch other) =>
        match.Weight > other.Weight || (match.Weight == other.Weight && match.IsExclusion && !other.IsExclusion);
}
