using PeerProto.Discovery.Dns;
using PeerProto.Discovery.WideArea;

namespace PeerProto.Discovery;

/// <summary>
/// Which upstream is asked about which name: the route whose match is narrowest, the first of those, and the default where no route is about the name. Names below <c>local</c> that no route
/// is about go to nobody. Immutable; the same rules decide for <see cref="SplitDnsResolver"/> and for <see cref="Explain"/>.
/// </summary>
public sealed class DnsRoutes
{
    /// <summary>The most matches that all routes have together.</summary>
    public const int MaximumMatches = 65_536;

    /// <summary>The longest name in a question, in bytes on the wire (RFC 1035 section 2.3.4).</summary>
    internal const int MaximumNameLength = 255;

    private readonly Dictionary<(DnsName Name, bool IsExact), List<(int Route, DnsMatch Match)>> _matches = [];

    /// <summary>Makes routes.</summary>
    /// <param name="routes">The routes. Those as narrow as each other count in this order.</param>
    /// <param name="default">Who is asked about all other names.</param>
    /// <exception cref="ArgumentException">There are too many matches.</exception>
    public DnsRoutes(IEnumerable<DnsRoute> routes, DnsUpstream @default)
    {
        ArgumentNullException.ThrowIfNull(routes);
        ArgumentNullException.ThrowIfNull(@default);
        Routes = [.. routes];
        Default = @default;
        if (Routes.Sum(static route => (long)route.Matches.Count) > MaximumMatches)
            throw new ArgumentException($"There are more than {MaximumMatches} matches.", nameof(routes));
        for (int number = 0; number < Routes.Count; number++)
        {
            // the exception first: it counts where both are equally narrow
            foreach (DnsMatch match in Routes[number].Matches.OrderByDescending(static match => match.IsExclusion))
            {
                if (!_matches.TryGetValue((match.Name, match.IsExact), out List<(int, DnsMatch)>? same))
                    _matches.Add((match.Name, match.IsExact), same = []);
                same.Add((number, match));
            }
        }
    }

    /// <summary>The routes, in their order.</summary>
    public IReadOnlyList<DnsRoute> Routes { get; }

    /// <summary>Who is asked about names that no route is about.</summary>
    public DnsUpstream Default { get; }

    /// <summary>All upstreams, each once.</summary>
    public IReadOnlyList<DnsUpstream> Upstreams => [.. Routes.Select(static route => route.Upstream).Append(Default).Distinct()];

    /// <summary>Reads routes from JSON; docs/apple/dns-rules.md has the form.</summary>
    /// <param name="utf8Json">The JSON text in UTF-8, up to 4 MiB.</param>
    /// <exception cref="DnsRoutesException">The text is no such thing; it says where and what to write instead.</exception>
    public static DnsRoutes Parse(ReadOnlyMemory<byte> utf8Json) => DnsRoutesReader.Read(utf8Json);

    /// <summary>Tells who is asked about a name, and why nobody else.</summary>
    /// <param name="name">The name, with or without a trailing dot. What is beyond ASCII in it counts as it is asked for on the wire (RFC 5891).</param>
    /// <exception cref="FormatException">That is no domain name.</exception>
    public DnsRouteExplanation Explain(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!DnsMatch.TryRead(name, out DnsName? read) || read.Wire.Length > MaximumNameLength)
            throw new FormatException($"'{name}' is no domain name: labels of 1 to 63 bytes, separated by dots, {MaximumNameLength} bytes in all.");
        (DnsRoute? route, DnsMatch? match) = Decide(read);
        return new DnsRouteExplanation(
            read.IsRoot ? "" : read.ToString(),
            route?.Upstream ?? DefaultFor(read),
            route,
            match,
            [.. Routes.Index().Where(each => each.Item != route).Select(each => Lost(each.Index + 1, each.Item, read, match))]);
    }

    /// <summary>
    /// What Apple's systems make of the same domains, given as <c>matchDomains</c>: each takes everything below it, and there are no exceptions. So a route's exact names become suffixes.
    /// </summary>
    public DnsRoutes AsMatchDomains() =>
        new(Routes.Select(static route => new DnsRoute(route.Matches.Where(static match => !match.IsExclusion).Select(static match => DnsMatch.Suffix(match.Domain)), route.Upstream)), Default);

    /// <summary>The upstream for a name; null where nobody is asked about it.</summary>
    internal DnsUpstream? Select(DnsName name) => Decide(name).Route?.Upstream ?? DefaultFor(name);

    private DnsUpstream? DefaultFor(DnsName name) => UnicastResolver.IsLocal(name) ? null : Default;

    /// <summary>Looks from the narrowest to the widest, so that the first match that is no exception decides.</summary>
    private (DnsRoute? Route, DnsMatch? Match) Decide(DnsName name)
    {
        HashSet<int>? excepted = null;
        if (Decide(_matches.GetValueOrDefault((name, true)), ref excepted) is { } exact)
            return exact;
        for (DnsName at = name; ; at = at.Parent)
        {
            if (Decide(_matches.GetValueOrDefault((at, false)), ref excepted) is { } suffix)
                return suffix;
            if (at.IsRoot)
                return default;
        }
    }

    private (DnsRoute?, DnsMatch?)? Decide(List<(int Route, DnsMatch Match)>? matches, ref HashSet<int>? excepted)
    {
        if (matches is null)
            return null;
        foreach ((int route, DnsMatch match) in matches)
        {
            if (excepted?.Contains(route) == true)
                continue;
            if (!match.IsExclusion)
                return (Routes[route], match);
            (excepted ??= []).Add(route);
        }

        return null;
    }

    private static DnsRouteLoss Lost(int number, DnsRoute route, DnsName name, DnsMatch? taken)
    {
        if (route.Matches.DecidingFor(name) is { } deciding)
        {
            DnsRouteLossReason reason = deciding.IsExclusion ? DnsRouteLossReason.Excepted
                : taken is not null && deciding.Weight == taken.Weight ? DnsRouteLossReason.Later
                : DnsRouteLossReason.Wider;
            return new DnsRouteLoss(number, route, reason, deciding);
        }

        IEnumerable<DnsMatch> takes = route.Matches.Where(static match => !match.IsExclusion);
        if (takes.FirstOrDefault(match => match.IsExact && DnsMatch.Suffix(match.Domain).Matches(name)) is { } above)
            return new DnsRouteLoss(number, route, DnsRouteLossReason.ExactOnly, above);
        string text = name.ToString();
        return takes.FirstOrDefault(match => text.EndsWith(match.Domain, StringComparison.OrdinalIgnoreCase)) is { } part
            ? new DnsRouteLoss(number, route, DnsRouteLossReason.PartOfLabel, part)
            : new DnsRouteLoss(number, route, DnsRouteLossReason.OtherDomain, null);
    }
}
