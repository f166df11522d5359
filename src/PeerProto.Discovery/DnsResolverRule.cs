using System.Net;
using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery;

/// <summary>Which name servers are asked about which names: those of a company's domain inside its network, for example.</summary>
public sealed class DnsResolverRule
{
    /// <summary>Makes a rule.</summary>
    /// <param name="domains">What names it is for. Where one is an exception and another is not, the narrower counts, and the exception where both are equally narrow.</param>
    /// <param name="servers">The name servers, asked in this order; at least one.</param>
    /// <exception cref="ArgumentException">There is no match or no server.</exception>
    public DnsResolverRule(IEnumerable<DnsMatch> domains, IEnumerable<IPEndPoint> servers)
    {
        ArgumentNullException.ThrowIfNull(domains);
        ArgumentNullException.ThrowIfNull(servers);
        Domains = [.. domains];
        Servers = [.. servers];
        if (Domains.Count == 0)
            throw new ArgumentException("A rule needs a domain. Use DnsMatch.Suffix(\"\") for all names.", nameof(domains));
        if (Servers.Count == 0)
            throw new ArgumentException("A rule needs a name server.", nameof(servers));
    }

    /// <summary>What names it is for.</summary>
    public IReadOnlyList<DnsMatch> Domains { get; }

    /// <summary>The name servers, in the order in which they are asked.</summary>
    public IReadOnlyList<IPEndPoint> Servers { get; }

    /// <summary>Whether the rule is for a name.</summary>
    /// <param name="name">The name.</param>
    public bool Matches(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return DnsMatch.TryRead(name, out DnsName? read) && Domains.DecidingFor(read) is { IsExclusion: false };
    }

    /// <summary>The rule for a name: the one whose match is narrowest, the first of those.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="name">The name.</param>
    /// <returns>Null where none is for that name.</returns>
    public static DnsResolverRule? Select(IEnumerable<DnsResolverRule> rules, string name)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(name);
        return DnsMatch.TryRead(name, out DnsName? read) ? Select(rules, read) : null;
    }

    internal static DnsResolverRule? Select(IEnumerable<DnsResolverRule> rules, DnsName name)
    {
        DnsResolverRule? selected = null;
        int narrowest = -1;
        foreach (DnsResolverRule rule in rules)
        {
            if (rule.Domains.DecidingFor(name) is { IsExclusion: false } match && match.Weight > narrowest)
                (selected, narrowest) = (rule, match.Weight);
        }

        return selected;
    }
}
