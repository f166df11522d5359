using System.Text.Json;
using PeerProto.Apple;

namespace PeerProto.Cli.Apple;

/// <summary>One JSON object with an entry for each code.</summary>
internal sealed class JsonAppleErrorOutput(TextWriter writer) : IAppleErrorOutput
{
    public void Write(AppleErrorReport report) => WriteLine(json =>
    {
        json.WriteNumber("length", report.Length);
        json.WriteNumber("mentions", report.Mentions);
        json.WriteNumber("leftOut", report.LeftOut);
        json.WriteObjects("codes", report.Explanations, explanation =>
        {
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
            json.WriteTexts("causes", explanation.Error?.Causes ?? []);
            json.WriteString("next", explanation.NextStep);
            if (explanation.Error is { } entry)
            {
                json.WriteString("certainty", entry.Certainty.ToString());
                json.WriteString("source", entry.Source);
            }
        });
    });

    public void WriteFailure(string cause) => WriteLine(json => json.WriteString("error", cause));

    private void WriteLine(Action<Utf8JsonWriter> members) => JsonLines.Write(writer, members);
}
