using System.Globalization;

namespace PeerProto.Benchmarks.Link;

/// <summary>Writes what was measured as Markdown: medians, with the smallest and largest round behind the first.</summary>
internal static class LinkTable
{
    public static void Print(LinkGroup group, IReadOnlyList<LinkPair> pairs, IReadOnlyDictionary<string, string> missing)
    {
        bool isCall = group.Work == LinkWork.Call;
        string unit = group.Work switch
        {
            LinkWork.OneWay => "messages/s",
            LinkWork.Call => "p50 µs | p99 µs",
            LinkWork.Bulk => "GB/s",
            _ => "deliveries/s",
        };
        string ratio = isCall ? "p50 / p99 to" : "rate to";
        Console.WriteLine($"| {group.Title} | {unit} | {ratio} | | B, sender / receiver | CPU µs, sender / receiver | CPU |");
        Console.WriteLine($"|---|--:|{(isCall ? "--:|" : "")}---|--:|--:|--:|--:|");
        foreach (LinkPair pair in pairs)
        {
            LinkPair? reference = pairs.FirstOrDefault(other => other.Name == pair.Reference && other != pair);
            string figures = group.Work switch
            {
                LinkWork.Call => $"{Spread(pair, round => round.MedianRoundTrip, "")} | {Spread(pair, round => round.SlowRoundTrip, "")}",
                LinkWork.Bulk => Spread(pair, round => round.Rate * LinkRows.ChunkBytes / 1e9, ""),
                _ => Spread(pair, round => round.Rate / 1e6, " M"),
            };
            string ratios = isCall
                ? $"{Ratio(pair, reference, round => round.MedianRoundTrip)} / {Ratio(pair, reference, round => round.SlowRoundTrip)}"
                : Ratio(pair, reference, round => round.Rate);
            Console.WriteLine(
                $"| {pair.Name} | {figures} | {reference?.Name} | {ratios} " +
                $"| {Text(pair.Median(round => round.SenderBytes), 1)} / {Text(pair.Median(round => round.ReceiverBytes), 1)} " +
                $"| {Text(pair.Median(round => round.SenderMicroseconds), 2)} / {Text(pair.Median(round => round.ReceiverMicroseconds), 2)} " +
                $"| {Ratio(pair, reference, round => round.SenderMicroseconds + round.ReceiverMicroseconds)} |");
        }

        Console.WriteLine();
        foreach (IGrouping<string, string> rows in missing.GroupBy(row => row.Value, row => row.Key))
            Console.WriteLine($"Not measured: {string.Join(", ", rows)}. {rows.Key}.\n");
    }

    public static void PrintGoals(IReadOnlyDictionary<string, LinkPair> measured)
    {
        Console.WriteLine("| row | goal | stands at | |");
        Console.WriteLine("|---|---|--:|---|");
        foreach (LinkGoal goal in LinkGoal.All)
        {
            if (goal.Look(measured) is (double value, bool isMet))
                Console.WriteLine($"| {goal.Row} | {goal} | {Text(value, 2)} | {(isMet ? "met" : "**missed**")} |");
        }
    }

    private static string Spread(LinkPair pair, Func<LinkRound, double> figure, string unit) =>
        $"{Text(pair.Median(figure), 2)}{unit} ({Text(pair.Rounds.Min(figure), 2)}–{Text(pair.Rounds.Max(figure), 2)})";

    private static string Ratio(LinkPair pair, LinkPair? reference, Func<LinkRound, double> figure) =>
        reference is null ? "–" : Text(pair.RatioTo(reference, figure), 2);

    private static string Text(double value, int digits) => Math.Round(value, digits).ToString(CultureInfo.InvariantCulture);
}
