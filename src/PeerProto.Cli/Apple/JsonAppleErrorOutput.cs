using System.Buffers;
using System.Text;
using System.Text.Json;
using PeerProto.Apple;

namespace PeerProto.Cli.Apple;

/// <summary>One JSON object with an entry for each code.</summary>
internal sealed class JsonAppleErrorOutput(TextWriter writer) : IAppleErrorOutput
{
    public void Write(IReadOnlyList<AppleErrorExplanation> explanations) => WriteLine(json =>
    {
        json.WriteStartArray("codes");
        foreach (AppleErrorExplanation explanation in explanations)
        {
            json.WriteStartObject();
            json.WriteString("found", explanation.Found);
            json.WriteNumber("position", explanation.Position);
            json.WriteNumber("count", explanation.Count);
            json.WriteString("domain", explanation.Domain);
            json.WriteNumber("code", explanation.Code);
            json.WriteBoolean("known", explanation.IsKnown);
            if (explanation.IoReturn is { } value)
                json.WriteString("ioReturn", value.ToString());
            if (explanation.Error is { } error)
            {
                json.WriteString("area", error.Area);
                json.WriteString("name", error.Name);
            }

            json.WriteString("meaning", explanation.Meaning);
            json.WriteStartArray("causes");
            foreach (string cause in explanation.Error?.Causes ?? [])
                json.WriteStringValue(cause);
            json.WriteEndArray();
            json.WriteString("next", explanation.NextStep);
            if (explanation.Error is { } entry)
            {
                json.WriteString("certainty", entry.Certainty.ToString());
                json.WriteString("source", entry.Source);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    public void WriteFailure(string cause) => WriteLine(json => json.WriteString("error", cause));

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
