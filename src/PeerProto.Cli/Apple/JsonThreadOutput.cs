using System.Globalization;
using System.Text.Json;
using PeerProto.Apple;

namespace PeerProto.Cli.Apple;

/// <summary>One JSON object for each answer, one a line.</summary>
internal sealed class JsonThreadOutput(TextWriter writer, bool showsSecrets) : IThreadOutput
{
    public void WriteContent(ThreadDatasetReport report, ThreadRedaction? redaction) => WriteLine(json =>
    {
        WriteVerdict(json, report);
        json.WriteObjects("tlvs", report.Tlvs, tlv => WriteTlv(json, tlv));
        if (redaction is null)
            return;
        json.WriteStartObject("redacted");
        json.WriteString("dataset", redaction.ToHex());
        if (redaction.ZeroedFrom is { } from)
            json.WriteNumber("zeroedFrom", from);
        json.WriteString("note", redaction.Note);
        json.WriteEndObject();
    });

    public void WriteFindings(ThreadDatasetReport report) => WriteLine(json => WriteVerdict(json, report));

    public void WriteDifferences(IReadOnlyList<ThreadDifference> differences) => WriteLine(json =>
    {
        json.WriteBoolean("same", differences.Count == 0);
        json.WriteObjects("differences", differences, difference =>
        {
            json.WriteString("kind", difference.Kind.ToString());
            json.WriteNumber("type", (int)difference.Type);
            json.WriteString("name", ThreadTlv.NameOf(difference.Type));
            WriteSide(json, "before", difference.Before);
            WriteSide(json, "after", difference.After);
        });
    });

    public void WriteNew(ThreadDataset dataset) => WriteLine(json =>
    {
        json.WriteString("dataset", dataset.ToHex());
        json.WriteString("networkName", dataset.NetworkName);
        json.WriteString("panId", dataset.PanId?.ToString("x4", CultureInfo.InvariantCulture));
        json.WriteString("extendedPanId", dataset.ExtendedPanId?.ToString("x16", CultureInfo.InvariantCulture));
        json.WriteNumber("channel", dataset.Channel?.Number ?? 0);
    });

    public void WriteAnswer(string name, string answer) => WriteLine(json => json.WriteString(name, answer));

    public void Write(BorderAgent agent) => WriteLine(json =>
    {
        json.WriteString("name", agent.Service.InstanceName);
        json.WriteString("host", agent.Service.HostName);
        json.WriteNumber("port", agent.Service.Port);
        json.WriteText("networkName", agent.NetworkName);
        json.WriteText("extendedPanId", agent.ExtendedPanId?.ToString("x16", CultureInfo.InvariantCulture));
        json.WriteText("id", agent.Identifier?.ToString());
        json.WriteText("extendedAddress", agent.ExtendedAddress?.ToString());
        json.WriteText("storeUnder", agent.StorageId?.ToString());
        json.WriteText("threadVersion", agent.ThreadVersion);
        json.WriteText("vendor", agent.VendorName);
        json.WriteText("model", agent.ModelName);
        json.WriteText("state", agent.State?.ToString());
        json.WriteTexts("endpoints", agent.Service.Endpoints.Select(endpoint => endpoint.ToString()));
    });

    public void WriteFailure(string cause, string remedy) => WriteLine(json =>
    {
        json.WriteStartObject("error");
        json.WriteString("cause", cause);
        json.WriteString("remedy", remedy);
        json.WriteEndObject();
    });

    private static void WriteVerdict(Utf8JsonWriter json, ThreadDatasetReport report)
    {
        json.WriteBoolean("good", report.IsGood);
        json.WriteBoolean("enoughForMatter", report.Dataset?.IsEnoughForMatter == true);
        if (report.Break is { } broken)
        {
            json.WriteStartObject("break");
            json.WriteNumber("offset", broken.Offset);
            json.WriteNumber("failedAt", broken.FailedAt);
            if (broken.ResumesAt is { } resumes)
                json.WriteNumber("resumesAt", resumes);
            json.WriteEndObject();
        }

        json.WriteTexts("missing", report.Missing.Select(missing => missing.ToString()));
        json.WriteObjects("findings", report.Findings, finding =>
        {
            json.WriteString("kind", finding.Kind.ToString());
            json.WriteString("severity", finding.Severity.ToString());
            if (finding.Type is { } type)
                json.WriteNumber("type", (int)type);
            if (finding.Offset is { } offset)
                json.WriteNumber("offset", offset);
            json.WriteString("cause", finding.Cause);
            json.WriteString("remedy", finding.Remedy);
        });
    }

    private void WriteSide(Utf8JsonWriter json, string name, ThreadTlv? tlv)
    {
        if (tlv is not { } value)
            return;
        json.WriteStartObject(name);
        WriteTlv(json, value);
        json.WriteEndObject();
    }

    private void WriteTlv(Utf8JsonWriter json, ThreadTlv tlv)
    {
        json.WriteNumber("offset", tlv.Offset);
        json.WriteNumber("type", (int)tlv.Type);
        json.WriteString("name", ThreadTlv.NameOf(tlv.Type));
        json.WriteNumber("length", tlv.Value.Length);
        json.WriteString("value", tlv.Describe());
        if (showsSecrets || !tlv.IsSecret)
            json.WriteString("hex", tlv.ToHex());
    }

    private void WriteLine(Action<Utf8JsonWriter> members) => JsonLines.Write(writer, members);
}
