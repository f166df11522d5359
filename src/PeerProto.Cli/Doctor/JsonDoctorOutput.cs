using System.Buffers;
using System.Text;
using System.Text.Json;

namespace PeerProto.Cli.Doctor;

/// <summary>One JSON object at the end: endpoint, whether it is connected, each stage with its milliseconds, and the diagnosis where there is one.</summary>
internal sealed class JsonDoctorOutput(TextWriter writer) : IDoctorOutput
{
    public void Write(ConnectionStageReport stage)
    {
        // all of them come with the report
    }

    public void Write(ConnectionReport report)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteString("endpoint", report.Endpoint.ToString());
            json.WriteBoolean("connected", report.IsConnected);
            json.WriteStartArray("stages");
            foreach (ConnectionStageReport stage in report.Stages)
                Write(json, stage);
            json.WriteEndArray();
            if (report.Diagnosis is { } diagnosis)
                Write(json, diagnosis);
            json.WriteEndObject();
        }

        writer.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
        writer.Flush();
    }

    private static void Write(Utf8JsonWriter json, ConnectionStageReport stage)
    {
        json.WriteStartObject();
        json.WriteString("stage", stage.Stage.ToString());
        json.WriteNumber("milliseconds", Math.Round(stage.Duration.TotalMilliseconds, 3));
        json.WriteBoolean("ok", stage.Diagnosis is null);
        if (stage.Detail.Length > 0)
            json.WriteString("detail", stage.Detail);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PeerDiagnosis diagnosis)
    {
        json.WriteStartObject("diagnosis");
        json.WriteString("stage", diagnosis.Stage.ToString());
        json.WriteString("code", diagnosis.Code.ToString());
        json.WriteString("cause", diagnosis.Cause);
        json.WriteString("remedy", diagnosis.Remedy);
        json.WriteEndObject();
    }
}
