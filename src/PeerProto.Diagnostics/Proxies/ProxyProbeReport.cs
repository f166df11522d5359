using System.Net;

namespace PeerProto;

/// <summary>What came of trying a list of proxies.</summary>
public sealed record ProxyProbeReport
{
    internal ProxyProbeReport(IEnumerable<ProxyProbeResult> results, int skipped, IPAddress? directAddress, string? directProblem)
    {
        Results = [.. results.OrderBy(static result => Class(result)).ThenBy(static result => Rank(result)).ThenBy(static result => result.Line)];
        Skipped = skipped;
        DirectAddress = directAddress;
        DirectProblem = directProblem;
    }

    /// <summary>One result for each line that was tried, the best first: good ones by their median, then unproven ones by theirs, then the others in the order of the list.</summary>
    public IReadOnlyList<ProxyProbeResult> Results { get; }

    /// <summary>How many proxies were left out, since there were more than <see cref="ProxyProbeOptions.MaximumProxies"/>.</summary>
    public int Skipped { get; }

    /// <summary>The address that the page sees without a proxy, where it was asked for and known.</summary>
    public IPAddress? DirectAddress { get; }

    /// <summary>Why <see cref="DirectAddress"/> is not known though it was asked for, as a sentence without its full stop; else null.</summary>
    public string? DirectProblem { get; }

    /// <summary>The fastest of the good ones, or null where none is good.</summary>
    public ProxyProbeResult? Best => Results is [{ Outcome: ProxyProbeOutcome.Ok } first, ..] ? first : null;

    /// <summary>The mean of the medians of the good ones, or null where none is good.</summary>
    public TimeSpan? Average => Best is null ? null : TimeSpan.FromTicks((long)Results.Where(static result => result.Outcome == ProxyProbeOutcome.Ok).Average(static result => result.Median!.Value.Ticks));

    private static int Class(ProxyProbeResult result) => result.Outcome switch
    {
        ProxyProbeOutcome.Ok => 0,
        ProxyProbeOutcome.Unproven => 1,
        _ => 2,
    };

    private static TimeSpan Rank(ProxyProbeResult result) => result is { Outcome: ProxyProbeOutcome.Ok or ProxyProbeOutcome.Unproven, Median: { } median } ? median : TimeSpan.MaxValue;
}
