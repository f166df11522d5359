using System.Text.Json;
using PeerProto.Cli.Apple;

namespace PeerProto.Cli.Udp;

/// <summary>One JSON object: the flows with their figures and verdicts. Times are milliseconds.</summary>
internal sealed class JsonGapOutput(TextWriter writer) : IGapOutput
{
    public void Write(GapReport report) => JsonLines.Write(writer, json =>
    {
        json.WriteNumber("packets", report.Packets);
        json.WriteNumber("datagrams", report.Datagrams);
        json.WriteBoolean("good", report.IsGood);
        json.WriteBoolean("truncated", report.IsTruncated);
        json.WriteBoolean("cut", report.IsCut);
        json.WriteObjects("unread", report.Unread, unread =>
        {
            json.WriteNumber("linkType", unread.LinkType);
            json.WriteNumber("packets", unread.Packets);
        });
        Write(json, report.Verdict);
        json.WriteObjects("flows", report.Flows, flow => Write(json, flow));
    });

    public void WriteFailure(string cause, string remedy) => JsonLines.Write(writer, json =>
    {
        json.WriteString("error", cause);
        json.WriteString("remedy", remedy);
    });

    private static void Write(Utf8JsonWriter json, GapFlow flow)
    {
        json.WriteString("source", flow.Source.ToString());
        json.WriteString("destination", flow.Destination.ToString());
        json.WriteNumber("datagrams", flow.Datagrams);
        json.WriteNumber("bytes", flow.Bytes);
        json.WriteNumber("duration", flow.Duration.TotalMilliseconds);
        json.WriteNumber("medianInterval", flow.MedianInterval.TotalMilliseconds);
        json.WriteString("sequence", flow.SequenceSource.ToString());
        if (flow.Lost is { } lost)
        {
            json.WriteNumber("lost", lost);
            json.WriteNumber("lossShare", flow.LossShare!.Value);
            json.WriteNumber("reordered", flow.Reordered!.Value);
            json.WriteNumber("duplicates", flow.Duplicates!.Value);
        }

        json.WriteNumber("dutyCycle", flow.DutyCycle);
        json.WriteNumber("gaps", flow.GapCount);
        if (flow.MedianGap is { } median)
            json.WriteNumber("medianGap", median.TotalMilliseconds);
        if (flow.MedianBytesBetweenGaps is { } between)
            json.WriteNumber("medianBytesBetweenGaps", between);
        if (flow.BeaconShare is { } beacons)
            json.WriteNumber("beaconShare", beacons);
        json.WriteObjects("histogram", flow.Histogram, bucket =>
        {
            if (bucket.UpTo is { } most)
                json.WriteNumber("upTo", most.TotalMilliseconds);
            json.WriteNumber("count", bucket.Count);
        });
        json.WriteObjects("firstGaps", flow.Gaps, gap =>
        {
            json.WriteNumber("start", gap.Start.TotalMilliseconds);
            json.WriteNumber("length", gap.Length.TotalMilliseconds);
            json.WriteNumber("bytesBefore", gap.BytesBefore);
            if (gap.Lost is { } missing)
                json.WriteNumber("lost", missing);
        });
        Write(json, flow.Verdict);
    }

    private static void Write(Utf8JsonWriter json, GapVerdict verdict)
    {
        json.WriteStartObject("verdict");
        json.WriteString("kind", verdict.Kind.ToString());
        json.WriteString("cause", verdict.Cause);
        json.WriteString("nextStep", verdict.NextStep);
        json.WriteBoolean("certain", verdict.IsCertain);
        json.WriteString("certainty", verdict.Certainty.ToString());
        json.WriteEndObject();
    }
}
