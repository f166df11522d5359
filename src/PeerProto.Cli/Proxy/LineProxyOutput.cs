using System.Globalization;

namespace PeerProto.Cli.Proxy;

/// <summary>A line for each proxy, the best first, and what to do under those that fail.</summary>
internal sealed class LineProxyOutput(TextWriter writer) : IProxyOutput
{
    public void Write(ProxyProbeReport report, bool isListCut)
    {
        foreach (ProxyProbeResult result in report.Results)
            Write(result);
        if (report.DirectAddress is { } address)
            Line($"without a proxy the page sees {address}");
        if (report.DirectProblem is { } problem)
            Line($"which address the page sees without a proxy is not known: {problem}");
        if (report.Skipped > 0)
            Line($"{report.Skipped} more proxies were not tried; raise --max");
        if (isListCut)
            Line($"the list goes on behind what was read");
        if (report.Best is { } best)
            Line($"best: {best.Endpoint}; the good ones take {report.Average!.Value.TotalMilliseconds:F1} ms on average");
        else
            Line($"none is good");
    }

    public void WriteFailure(string cause, string remedy) => Line($"{cause}. {remedy}.");

    private void Write(ProxyProbeResult result)
    {
        string who = Text($"line {result.Line}{(result.Endpoint is { } proxy ? $" {proxy}" : "")}");
        if (result.Outcome == ProxyProbeOutcome.Ok)
        {
            Line($"ok   {result.Median!.Value.TotalMilliseconds,8:F1} ms  95 % {result.Percentile95!.Value.TotalMilliseconds,8:F1} ms  {who}  shown by {result.Evidence}{(result.SeenAddress is { } seen ? $", seen as {seen}" : "")}{(result.Cookies > 0 ? Text($", {result.Cookies} cookies kept") : "")}");
            return;
        }

        Line($"FAIL {result.Outcome}  {who}{(result.Median is { } median ? Text($"  {median.TotalMilliseconds:F1} ms") : "")}");
        Line($"     {result.Cause}. {result.Remedy}.");
    }

    private void Line(FormattableString text) => writer.WriteLine(Printable.From(Text(text)));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
