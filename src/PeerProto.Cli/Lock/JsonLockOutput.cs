using System.Buffers;
using System.Text;
using System.Text.Json;
using PeerProto.Generators.Locking;

namespace PeerProto.Cli.Lock;

/// <summary>One JSON object: whether all is good, whether the lock was written, and each finding; or an error.</summary>
internal sealed class JsonLockOutput(TextWriter writer) : ILockOutput
{
    public void Write(LockOutcome outcome) => Write(json =>
    {
        json.WriteString("lock", outcome.Path);
        json.WriteBoolean("good", outcome.IsGood);
        json.WriteBoolean("written", outcome.IsChanged);
        json.WriteStartArray("findings");
        foreach (LockFinding finding in outcome.Findings)
        {
            json.WriteStartObject();
            json.WriteString("code", finding.Code);
            json.WriteBoolean("forbidden", finding.IsForbidden);
            json.WriteString("type", finding.Type);
            if (finding.Id is { } id)
                json.WriteNumber("id", id);
            json.WriteString("text", finding.Text);
            json.WriteStartArray("versions");
            foreach (string version in finding.Versions)
                json.WriteStringValue(version);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    public void Write(LockException exception) => Write(json =>
    {
        json.WriteBoolean("good", false);
        json.WriteString("error", exception.Message);
    });

    private void Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        writer.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }
}
