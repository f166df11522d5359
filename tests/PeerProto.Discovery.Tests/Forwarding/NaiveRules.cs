namespace PeerProto.Discovery.Tests.Forwarding;

/// <summary>
/// The rules once more, by texts and lists: names are labels between dots, compared from the right without regard to letter case. Of a route's own rules the one with more labels decides, then
/// the exact one, then the exception; of several routes the one whose deciding rule has more labels, then the exact one, then the first.
/// </summary>
internal static class NaiveRules
{
    /// <summary>Which of the routes is for a name; null where none is.</summary>
    public static int? Choose(IReadOnlyList<IReadOnlyList<string>> routes, string name)
    {
        int? chosen = null;
        (int Labels, bool Exact) best = default;
        for (int route = 0; route < routes.Count; route++)
        {
            var deciding = routes[route]
                .Select(Read)
                .Where(rule => IsAbout(rule.Labels, rule.Exact, Labels(name)))
                .OrderByDescending(rule => rule.Labels.Length)
                .ThenByDescending(rule => rule.Exact)
                .ThenByDescending(rule => rule.Exception)
                .FirstOrDefault();
            if (deciding.Labels is null || deciding.Exception)
                continue;
            (int, bool) weight = (deciding.Labels.Length, deciding.Exact);
            if (chosen is null || weight.CompareTo(best) > 0)
                (chosen, best) = (route, weight);
        }

        return chosen;
    }

    /// <summary>Which of several lists of match domains Apple's systems take: the longest domain that the name is in, the first of those (NEDNSSettings, configd).</summary>
    public static int? ChooseAsApple(IReadOnlyList<IReadOnlyList<string>> domains, string name) =>
        domains
            .SelectMany((list, index) => list.Select(domain => (index, labels: Labels(domain))))
            .Where(each => IsAbout(each.labels, exact: false, Labels(name)))
            .OrderByDescending(each => each.labels.Length)
            .ThenBy(each => each.index)
            .Select(each => (int?)each.index)
            .FirstOrDefault();

    private static (string[] Labels, bool Exact, bool Exception) Read(string rule)
    {
        bool exception = rule.StartsWith('!');
        rule = rule.TrimStart('!');
        bool exact = rule.StartsWith('=');
        return (Labels(rule.TrimStart('=')), exact, exception);
    }

    private static string[] Labels(string name) => name.Length == 0 ? [] : name.TrimEnd('.').ToUpperInvariant().Split('.');

    private static bool IsAbout(string[] domain, bool exact, string[] name) =>
        exact ? domain.SequenceEqual(name) : domain.Length <= name.Length && domain.AsSpan().SequenceEqual(name.AsSpan(name.Length - domain.Length));
}
