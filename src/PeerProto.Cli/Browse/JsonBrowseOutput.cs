using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace PeerProto.Cli.Browse;

/// <summary>
/// One JSON object a line. A TXT value is a string when it is UTF-8, else an object with the member <c>base64</c>; a flag is <c>true</c>.
/// </summary>
internal sealed class JsonBrowseOutput(TextWriter writer) : IBrowseOutput
{
    public void Write(ServiceChange change) => WriteLine(json =>
    {
        json.WriteString("change", change.Kind switch
        {
            ServiceChangeKind.Added => "added",
            ServiceChangeKind.Changed => "changed",
            _ => "removed",
        });
        json.WriteString("name", change.Service.InstanceName);
        json.WriteString("type", change.Service.Type.ToString());
        json.WriteString("host", change.Service.HostName);
        json.WriteNumber("port", change.Service.Port);
        json.WriteStartObject("txt");
        foreach (TxtEntry entry in change.Service.Txt)
        {
            json.WritePropertyName(entry.Key);
            WriteValue(json, entry);
        }

        json.WriteEndObject();
        json.WriteStartArray("endpoints");
        foreach (var endpoint in change.Service.Endpoints)
            json.WriteStringValue(endpoint.ToString());
        json.WriteEndArray();
    });

    public void Write(ServiceType type) => WriteLine(json => json.WriteString("type", type.ToString()));

    public void Complete() => writer.Flush();

    private static void WriteValue(Utf8JsonWriter json, TxtEntry entry)
    {
        if (!entry.HasValue)
        {
            json.WriteBooleanValue(true);
        }
        else if (Utf8.IsValid(entry.Value.Span))
        {
            json.WriteStringValue(entry.Value.Span);
        }
        else
        {
            json.WriteStartObject();
            json.WriteBase64String("base64", entry.Value.Span);
            json.WriteEndObject();
        }
    }

    private void WriteLine(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        writer.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
        writer.Flush();
    }
}
