using System.Net;
using System.Text.Json;
using PeerProto.Cli.Apple;
using PeerProto.Discovery;

namespace PeerProto.Cli.Dns;

/// <summary>One JSON object a line: for each name, for the notes, for each address that answers.</summary>
internal sealed class JsonDnsOutput(TextWriter writer) : IDnsOutput
{
    public void Write(DnsVerdict verdict) => JsonLines.Write(writer, json =>
    {
        Write(json, verdict.AsGiven);
        json.WriteObjects("others", verdict.AsGiven.Others, other =>
        {
            json.WriteNumber("rule", other.Number);
            json.WriteString("upstream", other.Route.Upstream.Name);
            json.WriteString("reason", other.Reason.ToString());
            json.WriteText("match", other.Match?.ToString());
            json.WriteString("text", other.Text);
        });
        json.WriteStartObject(verdict.IsApple ? "withExactNames" : "asMatchDomains");
        Write(json, verdict.Otherwise);
        json.WriteEndObject();
        json.WriteBoolean("same", verdict.IsSame);
    });

    public void WriteNotes(IReadOnlyList<string> notes)
    {
        if (notes.Count > 0)
            JsonLines.Write(writer, json => json.WriteTexts("notes", notes));
    }

    public void WriteListening(IPEndPoint endpoint) => JsonLines.Write(writer, json => json.WriteString("listening", endpoint.ToString()));

    public void WriteFailure(string cause, string remedy) => JsonLines.Write(writer, json =>
    {
        json.WriteString("error", cause);
        json.WriteString("remedy", remedy);
    });

    private static void Write(Utf8JsonWriter json, DnsRouteExplanation explained)
    {
        json.WriteString("name", explained.Name);
        json.WriteString("upstream", explained.Upstream?.Name);
        json.WriteText("protocol", explained.Upstream?.Protocol.ToString());
        json.WriteTexts("servers", explained.Upstream?.Servers.Select(static server => server.ToString()) ?? []);
        json.WriteText("match", explained.Match?.ToString());
        json.WriteString("reason", explained.Text);
    }
}
