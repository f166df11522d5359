using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using PeerProto.Apple;

namespace PeerProto.Cli.Apple;

/// <summary>One JSON object for each answer, one a line.</summary>
internal sealed class JsonThreadOutput(TextWriter writer, bool showsSecrets) : IThreadOutput
{
    public void WriteContent(ThreadDatasetReport report, ThreadRedaction? redaction) => WriteLine(json =>
    {
        WriteVerdict(json, report);
        json.WriteStartArray("tlvs");
        foreach (ThreadTlv tlv in report.Tlvs)
            WriteTlv(json, tlv, null);
        json.WriteEndArray();
        if (redaction is null)
            return;
        json.WriteStartObject("redacted");
        json.WriteString("dataset", redaction.Dataset.ToHex());
        json.WriteString("note", redaction.Note);
        json.WriteEndObject();
    });

    public void WriteFindings(ThreadDatasetReport report) => WriteLine(json => WriteVerdict(json, report));

    public void WriteDifferences(IReadOnlyList<ThreadDifference> differences) => WriteLine(json =>
    {
        json.WriteBoolean("same", differences.Count == 0);
        json.WriteStartArray("differences");
        foreach (ThreadDifference difference in differences)
        {
            json.WriteStartObject();
            json.WriteString("kind", difference.Kind.ToString());
            json.WriteNumber("type", (int)difference.Type);
            json.WriteString("name", ThreadTlv.NameOf(difference.Type));
            if (difference.Before is { } before)
                WriteTlv(json, before, "before");
            if (difference.After is { } after)
                WriteTlv(json, after, "after");
            json.WriteEndObject();
        }

        json.WriteEndArray();
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
        WriteText(json, "networkName", agent.NetworkName);
        WriteText(json, "extendedPanId", agent.ExtendedPanId?.ToString("x16", CultureInfo.InvariantCulture));
        WriteText(json, "id", agent.Identifier?.ToString());
        WriteText(json, "extendedAddress", agent.ExtendedAddress?.ToString());
        WriteText(json, "storeUnder", agent.StorageId?.ToString());
        WriteText(json, "threadVersion", agent.ThreadVersion);
        WriteText(json, "vendor", agent.VendorName);
        WriteText(json, "model", agent.ModelName);
        WriteText(json, "state", agent.State?.ToString());
        json.WriteStartArray("endpoints");
        foreach (System.Net.IPEndPoint endpoint in agent.Service.Endpoints)
            json.WriteStringValue(endpoint.ToString());
        json.WriteEndArray();
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

        json.WriteStartArray("missing");
        foreach (ThreadTlvType missing in report.Missing)
            json.WriteStringValue(missing.ToString());
        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (ThreadFinding finding in report.Findings)
        {
            json.WriteStartObject();
            json.WriteString("kind", finding.Kind.ToString());
            json.WriteString("severity", finding.Severity.ToString());
            if (finding.Type is { } type)
                json.WriteNumber("type", (int)type);
            if (finding.Offset is { } offset)
                json.WriteNumber("offset", offset);
            json.WriteString("cause", finding.Cause);
            json.WriteString("remedy", finding.Remedy);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteTlv(Utf8JsonWriter json, ThreadTlv tlv, string? name)
    {
        if (name is null)
            json.WriteStartObject();
        else
            json.WriteStartObject(name);
        json.WriteNumber("offset", tlv.Offset);
        json.WriteNumber("type", (int)tlv.Type);
        json.WriteString("name", ThreadTlv.NameOf(tlv.Type));
        json.WriteNumber("length", tlv.Value.Length);
        json.WriteString("value", tlv.Describe());
        if (showsSecrets || !tlv.IsSecret)
            json.WriteString("hex", tlv.ToHex());
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }

    private void WriteLine(Action<Utf8JsonWriter> members)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        writer.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
        writer.Flush();
    }
}
