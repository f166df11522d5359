using System.Globalization;

namespace PeerProto.Cli.Udp;

/// <summary>A few lines for each flow.</summary>
internal sealed class LineGapOutput(TextWriter writer) : IGapOutput
{
    private const int MostFlows = 10;
    private const int MostGaps = 5;

    public void Write(GapReport report)
    {
        Line($"{report.Packets} packets, {report.Datagrams} UDP datagrams, {report.Flows.Count} flows{(report.IsCut ? "; the capture is cut off" : "")}{(report.IsTruncated ? "; not all of it was looked at" : "")}");
        foreach (UnreadLinkType unread in report.Unread)
            Line($"not read: {unread}");
        foreach (GapFlow flow in report.Flows.Take(MostFlows))
        {
            Line($"{flow.Source} -> {flow.Destination}");
            Line($"  {flow.Datagrams} datagrams, {flow.Bytes} bytes in {flow.Duration.TotalSeconds:F3} s, usually {flow.MedianInterval.TotalMilliseconds:F2} ms apart");
            Line(flow.Lost is null
                ? "  no number tells what was lost"
                : $"  lost {flow.Lost} ({flow.LossShare:P1}), out of order {flow.Reordered}, twice {flow.Duplicates}; by {(flow.SequenceSource == SequenceSource.Content ? "the number in the content" : "the IPv4 identification")}");
            if (flow.GapCount > 0)
            {
                Line($"  {flow.GapCount} gaps, usually {flow.MedianGap!.Value.TotalMilliseconds:F1} ms; on {flow.DutyCycle:P0} of the time{(flow.MedianBytesBetweenGaps is { } bytes ? $", about {bytes} bytes between two" : "")}");
                Line("  " + string.Join(", ", flow.Histogram.Select(bucket => bucket.UpTo is { } most ? Text($"up to {most.TotalMilliseconds:F0} ms: {bucket.Count}") : Text($"longer: {bucket.Count}"))));
                foreach (ReceptionGap gap in flow.Gaps.Take(MostGaps))
                    Line($"    at {gap.Start.TotalSeconds:F3} s for {gap.Length.TotalMilliseconds:F1} ms after {gap.BytesBefore} bytes{(gap.Lost is { } lost ? Text($", {lost} lost") : "")}");
            }

            Write(flow.Verdict);
        }

        if (report.Flows.Count > MostFlows)
            Line($"and {report.Flows.Count - MostFlows} more flows; choose with --port and --group");
        if (report.Flows.Count == 0)
            Write(report.Verdict);
    }

    public void WriteFailure(string cause, string remedy) => Line($"{cause}. {remedy}.");

    private void Write(GapVerdict verdict) => Line($"  verdict: {verdict.Kind}{(verdict.Certainty == GapCertainty.Certain ? "" : $" ({verdict.Certainty.ToString().ToLowerInvariant()})")}. {verdict.Cause}. {verdict.NextStep}.");

    private void Line(FormattableString text) => Line(Text(text));

    private void Line(string text) => writer.WriteLine(Printable.From(text));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
