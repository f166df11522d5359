using System.Globalization;

namespace PeerProto.Benchmarks.Codec;

/// <summary>Writes what was measured as Markdown: medians, with the smallest and largest round in brackets, and below each table its goals.</summary>
internal static class CodecTable
{
    public static void Print(string title, IReadOnlyList<CodecRow> rows, IReadOnlyList<CodecGoal> goals)
    {
        Console.WriteLine($"| {title} | bytes | ns | to by hand | allocated B |");
        Console.WriteLine("|---|--:|--:|--:|--:|");
        foreach (CodecRow row in rows)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {row.Serializer} | {row.Bytes:N0} | {Text(Median(row.Rounds.Select(Time)))} ({Text(row.Rounds.Min(Time))}–{Text(row.Rounds.Max(Time))}) | {Text(Ratio(row, rows[0]))} | {Median(row.Rounds.Select(round => round.AllocatedBytes)):N0} |"));
        }

        Console.WriteLine();
        foreach (CodecGoal goal in goals)
        {
            CodecRow own = rows.First(row => row.Serializer.StartsWith(goal.Row, StringComparison.Ordinal));
            CodecRow other = rows.First(row => row.Serializer.StartsWith(goal.Other, StringComparison.Ordinal));
            double ratio = Ratio(own, other);
            Console.WriteLine($"- {own.Serializer} to {other.Serializer}: {Sentence(ratio)}; goal {Sentence(goal.LargestRatio)}: {(ratio <= goal.LargestRatio ? "met" : "not met")}");
        }

        if (goals.Count > 0)
            Console.WriteLine();
    }

    private static string Sentence(double ratio) => ratio < 1 ? $"{Text(1 / ratio)} times faster" : $"{Text(ratio)} times the time";

    /// <summary>The median of the rounds' ratios: two rows of one round ran close to each other.</summary>
    private static double Ratio(CodecRow row, CodecRow reference) =>
        Median(row.Rounds.Zip(reference.Rounds, (own, other) => own.Nanoseconds / other.Nanoseconds));

    private static double Time(CodecRound round) => round.Nanoseconds;

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private static string Text(double value) => value switch
    {
        >= 100 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("F1", CultureInfo.InvariantCulture),
        _ => value.ToString("F2", CultureInfo.InvariantCulture),
    };
}
