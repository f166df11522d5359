using System.Globalization;

namespace PeerProto.Benchmarks.Link;

/// <summary>Writes what was measured as Markdown: medians, with the smallest and largest round behind the first.</summary>
internal static class LinkTable
{
    public static void Print(LinkWork work, IReadOnlyList<LinkPair> pairs)
    {
        if (pairs.Count == 0)
            return;
        (string unit, string ratio) = work switch
        {
            LinkWork.OneWay => ("messages/s", "rate to by hand"),
            LinkWork.Call => ("p50 µs", "p50 / p99 to by hand"),
            _ => ("GB/s", "rate to by hand"),
        };
        string extra = work == LinkWork.Call ? " p99 µs |" : "";
        string extraLine = work == LinkWork.Call ? "--:|" : "";
        Console.WriteLine($"| {work} | {unit} |{extra} {ratio} | B, client / server | CPU µs, client / server | CPU to by hand |");
        Console.WriteLine($"|---|--:|{extraLine}--:|--:|--:|--:|");
        foreach (LinkPair pair in pairs)
        {
            LinkPair? reference = pairs.FirstOrDefault(other => other.Name == LinkRows.ReferenceOf(pair.Name));
            string figures = work switch
            {
                LinkWork.OneWay => Spread(pair, round => round.Rate / 1e6, " M"),
                LinkWork.Call => $"{Spread(pair, round => round.MedianRoundTrip, "")} | {Spread(pair, round => round.SlowRoundTrip, "")}",
                _ => Spread(pair, round => round.Rate * LinkRows.ChunkBytes / 1e9, ""),
            };
            string ratios = work == LinkWork.Call
                ? $"{Ratio(pair, reference, round => round.MedianRoundTrip)} / {Ratio(pair, reference, round => round.SlowRoundTrip)}"
                : Ratio(pair, reference, round => round.Rate);
            Console.WriteLine(
                $"| {pair.Name} | {figures} | {ratios} | {Text(Median(pair, round => round.SenderBytes), 1)} / {Text(Median(pair, round => round.ReceiverBytes), 1)} " +
                $"| {Text(Median(pair, round => round.SenderMicroseconds), 2)} / {Text(Median(pair, round => round.ReceiverMicroseconds), 2)} " +
                $"| {Ratio(pair, reference, round => round.SenderMicroseconds + round.ReceiverMicroseconds)} |");
        }

        Console.WriteLine();
    }

    private static string Spread(LinkPair pair, Func<LinkRound, double> figure, string unit) =>
        $"{Text(Median(pair, figure), 2)}{unit} ({Text(pair.Rounds.Min(figure), 2)}–{Text(pair.Rounds.Max(figure), 2)})";

    /// <summary>The median of the rounds' ratios: two rows of one round ran close to each other.</summary>
    private static string Ratio(LinkPair pair, LinkPair? reference, Func<LinkRound, double> figure)
    {
        if (reference is null || reference == pair)
            return "–";
        return Text(Median(pair.Rounds.Zip(reference.Rounds, (own, other) => figure(own) / figure(other))), 2);
    }

    private static double Median(LinkPair pair, Func<LinkRound, double> figure) => Median(pair.Rounds.Select(figure));

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private static string Text(double value, int digits) => Math.Round(value, digits).ToString(CultureInfo.InvariantCulture);
}
