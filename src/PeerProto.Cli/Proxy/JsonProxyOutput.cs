using System.Text.Json;
using PeerProto.Cli.Apple;

namespace PeerProto.Cli.Proxy;

/// <summary>One JSON object: the proxies, the best first. Times are milliseconds.</summary>
internal sealed class JsonProxyOutput(TextWriter writer) : IProxyOutput
{
    public void Write(ProxyProbeReport report, bool isListCut) => JsonLines.Write(writer, json =>
    {
        json.WriteBoolean("good", report.Best is not null);
        json.WriteText("best", report.Best?.Endpoint?.ToString());
        if (report.Average is { } average)
            json.WriteNumber("average", average.TotalMilliseconds);
        json.WriteNumber("skipped", report.Skipped);
        json.WriteBoolean("listCut", isListCut);
        json.WriteText("directAddress", report.DirectAddress?.ToString());
        json.WriteText("directProblem", report.DirectProblem);
        json.WriteObjects("proxies", report.Results, result => Write(json, result));
    });

    public void WriteFailure(string cause, string remedy) => JsonLines.Write(writer, json =>
    {
        json.WriteBoolean("good", false);
        json.WriteString("error", cause);
        json.WriteString("remedy", remedy);
    });

    private static void Write(Utf8JsonWriter json, ProxyProbeResult result)
    {
        json.WriteNumber("line", result.Line);
        json.WriteText("proxy", result.Endpoint?.ToString());
        json.WriteText("user", result.Endpoint?.UserName);
        json.WriteString("outcome", result.Outcome.ToString());
        json.WriteString("cause", result.Cause);
        if (result.Remedy.Length > 0)
            json.WriteString("remedy", result.Remedy);
        if (result.Median is { } median)
        {
            json.WriteNumber("median", median.TotalMilliseconds);
            json.WriteNumber("percentile95", result.Percentile95!.Value.TotalMilliseconds);
        }

        json.WriteStartArray("latencies");
        foreach (TimeSpan latency in result.Latencies)
            json.WriteNumberValue(latency.TotalMilliseconds);
        json.WriteEndArray();
        json.WriteTexts("evidence", Enum.GetValues<ProxyEvidence>().Where(kind => kind != ProxyEvidence.None && result.Evidence.HasFlag(kind)).Select(static kind => kind.ToString()));
        json.WriteText("via", result.Via);
        json.WriteText("seenAddress", result.SeenAddress?.ToString());
        if (result.Status is { } status)
            json.WriteNumber("status", status);
        json.WriteNumber("cookies", result.Cookies);
    }
}
