using System.Net;
using PeerProto.Discovery;

namespace PeerProto.Cli.Dns;

/// <summary>A few lines for each name.</summary>
internal sealed class LineDnsOutput(TextWriter writer) : IDnsOutput
{
    public void Write(DnsVerdict verdict)
    {
        Line(Text(verdict.AsGiven));
        foreach (DnsRouteLoss other in verdict.AsGiven.Others)
            Line($"  not rule {other.Number} ({other.Route}): {other.Text}");
        Line(verdict.IsSame ? $"  {verdict.OtherWay}: the same" : $"  {verdict.OtherWay}: {Text(verdict.Otherwise)}");
    }

    public void WriteNotes(IReadOnlyList<string> notes)
    {
        foreach (string note in notes)
            Line($"note: {note}");
    }

    public void WriteListening(IPEndPoint endpoint)
    {
        Line($"answers on {endpoint}");
        writer.Flush();
    }

    public void WriteFailure(string cause, string remedy) => Line($"{cause}. {remedy}.");

    private static string Text(DnsRouteExplanation explained) => $"{(explained.Name.Length > 0 ? explained.Name : ".")} -> {explained.Upstream?.ToString() ?? "nobody"}: {explained.Text}";

    private void Line(string text) => writer.WriteLine(Printable.From(text));
}
