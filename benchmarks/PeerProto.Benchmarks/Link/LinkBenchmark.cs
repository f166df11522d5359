namespace PeerProto.Benchmarks.Link;

/// <summary>
/// Measures rows over TCP loopback, each between two processes of its own. All are warmed up first; then they take turns, so that what else the machine does falls
/// on all of them.
/// </summary>
internal static class LinkBenchmark
{
    public const string Command = "link";

    private const string Quick = "--quick";

    public static async Task<int> RunAsync(string[] options)
    {
        bool isQuick = options.Contains(Quick);
        string[] prefixes = [.. options.Where(option => option != Quick)];
        string[] rows = [.. LinkRows.All.Keys.Where(row => prefixes.Length == 0 || prefixes.Any(row.StartsWith))];
        if (rows.Length == 0)
        {
            Console.Error.WriteLine($"No row starts with {string.Join(" or ", prefixes)}. Rows: {string.Join(", ", LinkRows.All.Keys)}.");
            return 1;
        }

        (TimeSpan warmUp, TimeSpan round, int rounds) = isQuick
            ? (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(0.5), 1)
            : (TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2), 5);
        List<LinkPair> pairs = [];
        try
        {
            foreach (string row in rows)
            {
                pairs.Add(await LinkPair.StartAsync(row));
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

        foreach (LinkWork work in Enum.GetValues<LinkWork>())
            LinkTable.Print(work, [.. pairs.Where(pair => pair.Work == work)]);
        return 0;
    }
}
