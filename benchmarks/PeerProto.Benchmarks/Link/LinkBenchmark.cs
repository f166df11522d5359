namespace PeerProto.Benchmarks.Link;

/// <summary>
/// Measures rows over loopback, each between two processes of its own. Those of a group are all warmed up first; then they take turns, so that what else the machine
/// does falls on all of them.
/// </summary>
internal static class LinkBenchmark
{
    public const string Command = "link";

    private const string Quick = "--quick";

    public static async Task<int> RunAsync(string[] options)
    {
        bool isQuick = options.Contains(Quick);
        string[] prefixes = [.. options.Where(option => option != Quick)];
        LinkGroup[] groups =
        [
            .. LinkRows.Groups
                .Select(group => group with { Entries = [.. group.Entries.Where(entry => prefixes.Length == 0 || prefixes.Any(entry.Name.StartsWith))] })
                .Where(group => group.Entries.Count > 0),
        ];
        if (groups.Length == 0)
        {
            IEnumerable<string> names = LinkRows.Groups.SelectMany(group => group.Entries).Select(entry => entry.Name);
            Console.Error.WriteLine($"No row starts with {string.Join(" or ", prefixes)}. Rows: {string.Join(", ", names)}.");
            return 1;
        }

        (TimeSpan warmUp, TimeSpan round, int rounds) = isQuick
            ? (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(0.5), 1)
            : (TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2), 5);
        Dictionary<string, LinkPair> measured = [];
        foreach (LinkGroup group in groups)
        {
            foreach (LinkPair pair in await MeasureAsync(group, warmUp, round, rounds))
                measured.Add(pair.Name, pair);
        }

        LinkTable.PrintGoals(measured);
        return 0;
    }

    private static async Task<IReadOnlyList<LinkPair>> MeasureAsync(LinkGroup group, TimeSpan warmUp, TimeSpan round, int rounds)
    {
        List<LinkPair> pairs = [];
        Dictionary<string, string> missing = [];
        try
        {
            foreach (LinkEntry entry in group.Entries)
            {
                if (entry.Create().Missing is { } reason)
                {
                    missing.Add(entry.Name, reason);
                    continue;
                }

                pairs.Add(await LinkPair.StartAsync(entry, group.Work));
                await pairs[^1].WarmUpAsync(warmUp);
            }

            for (int i = 0; i < rounds; i++)
            {
                foreach (LinkPair pair in pairs)
                    await pair.MeasureAsync(round);
            }
        }
        finally
        {
            pairs.ForEach(pair => pair.Dispose());
        }

        LinkTable.Print(group, pairs, missing);
        return pairs;
    }
}
