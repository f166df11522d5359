using System.Text.Json;
using PeerProto.Cli.Apple;

namespace PeerProto.Cli.Dhcp;

/// <summary>One JSON object for each thing seen, and one at the end. Times are ISO 8601, durations seconds, -1 for ever.</summary>
internal sealed class JsonDhcpOutput(TextWriter writer) : IDhcpOutput
{
    public void WriteStart(string interfaceName) => JsonLines.Write(writer, json => json.WriteString("watching", interfaceName));

    public void Write(DhcpObservation observation) => JsonLines.Write(writer, json =>
    {
        json.WriteString("kind", observation.Kind.ToString());
        json.WriteString("time", observation.Time.UtcDateTime);
        json.WriteText("client", HardwareText.From(observation.Client));
        json.WriteText("address", observation.Address?.ToString());
        json.WriteText("server", observation.Server?.ToString());
        if (observation.TransactionId is { } transaction)
            json.WriteString("transaction", transaction.ToString("x8", System.Globalization.CultureInfo.InvariantCulture));
        if (observation.LeaseTime is { } lease)
            json.WriteNumber("lease", lease == Timeout.InfiniteTimeSpan ? -1 : lease.TotalSeconds);
        json.WriteText("name", observation.HostName);
        json.WriteText("evidence", observation.Evidence?.ToString());
        json.WriteBoolean("certain", observation.IsCertain);
        json.WriteString("meaning", observation.Meaning);
        if (observation.NeedsAttention)
            json.WriteString("nextStep", observation.NextStep);
    });

    public void Write(ArpProbeResult probe) => JsonLines.Write(writer, json =>
    {
        json.WriteString("probe", probe.Address.ToString());
        json.WriteBoolean("inUse", probe.IsInUse);
        json.WriteBoolean("shared", probe.IsShared);
        json.WriteText("client", HardwareText.From(probe.HardwareAddress));
        if (probe.Elapsed is { } elapsed)
            json.WriteNumber("elapsed", elapsed.TotalSeconds);
    });

    public void Write(DhcpSummary summary) => JsonLines.Write(writer, json =>
    {
        json.WriteBoolean("good", summary.IsGood);
        json.WriteNumber("packets", summary.Packets);
        json.WriteNumber("messages", summary.Messages);
        json.WriteNumber("malformed", summary.Malformed);
        json.WriteNumber("cutMessages", summary.CutMessages);
        json.WriteNumber("droppedFrames", summary.DroppedFrames);
        json.WriteNumber("droppedObservations", summary.DroppedObservations);
        json.WriteBoolean("truncated", summary.IsTruncated);
        json.WriteBoolean("cut", summary.IsCut);
        json.WriteObjects("unread", summary.Unread, unread =>
        {
            json.WriteNumber("linkType", unread.LinkType);
            json.WriteNumber("packets", unread.Packets);
        });
        json.WriteObjects("clients", summary.Clients, entry => Write(json, entry));
    });

    public void WriteFailure(string cause, string remedy) => JsonLines.Write(writer, json =>
    {
        json.WriteString("error", cause);
        json.WriteString("remedy", remedy);
    });

    private static void Write(Utf8JsonWriter json, ArpEntry entry)
    {
        json.WriteString("address", entry.Address.ToString());
        json.WriteString("client", HardwareText.From(entry.HardwareAddress));
        json.WriteString("evidence", entry.Evidence.ToString());
        json.WriteString("lastSeen", entry.LastSeen.UtcDateTime);
    }
}
