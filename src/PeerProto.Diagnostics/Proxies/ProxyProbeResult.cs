using System.Net;
using PeerProto.Diagnostics;

namespace PeerProto;

/// <summary>What came of trying one proxy. No text of it shows a password.</summary>
public sealed record ProxyProbeResult
{
    internal ProxyProbeResult(ProxyListEntry entry, ProxyFinding finding, IReadOnlyList<TimeSpan> latencies, int cookies)
    {
        Line = entry.Line;
        Endpoint = entry.Endpoint;
        Outcome = finding.Outcome;
        Cause = finding.Cause;
        Remedy = finding.Remedy;
        Evidence = finding.Evidence;
        Via = finding.Via;
        SeenAddress = finding.SeenAddress;
        Status = finding.Status;
        Latencies = latencies;
        Cookies = cookies;
    }

    /// <summary>The line in the list, from 1.</summary>
    public int Line { get; }

    /// <summary>The proxy, or null where the line is none.</summary>
    public ProxyEndpoint? Endpoint { get; }

    /// <summary>What came of it.</summary>
    public ProxyProbeOutcome Outcome { get; }

    /// <summary>Why, as a sentence without its full stop.</summary>
    public string Cause { get; }

    /// <summary>What to do, as a sentence without its full stop; empty where there is nothing to do.</summary>
    public string Remedy { get; }

    /// <summary>What shows that the answers came from beyond the proxy: what every request showed.</summary>
    public ProxyEvidence Evidence { get; }

    /// <summary>Who forwarded the last answer, in its own words (<c>Via</c>), or null. Words of strangers: make them fit for a terminal.</summary>
    public string? Via { get; }

    /// <summary>The address from which the page says that the last request came, or null where it says none.</summary>
    public IPAddress? SeenAddress { get; }

    /// <summary>The last HTTP status, or null where there was none.</summary>
    public int? Status { get; }

    /// <summary>How long each answered request took, the first with connecting, in their order.</summary>
    public IReadOnlyList<TimeSpan> Latencies { get; }

    /// <summary>How many cookies of the page were kept.</summary>
    public int Cookies { get; }

    /// <summary>Half of the requests took at most this long; null where none was answered.</summary>
    public TimeSpan? Median => Latencies.Count == 0 ? null : (Sorted[(Latencies.Count - 1) / 2] + Sorted[Latencies.Count / 2]) / 2;

    /// <summary>Nineteen of twenty requests took at most this long (nearest rank); null where none was answered.</summary>
    public TimeSpan? Percentile95 => Latencies.Count == 0 ? null : Sorted[((Latencies.Count * 95) + 99) / 100 - 1];

    private TimeSpan[] Sorted => [.. Latencies.Order()];
}
