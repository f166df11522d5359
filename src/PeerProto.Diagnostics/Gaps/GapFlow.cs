using System.Net;

namespace PeerProto;

/// <summary>What was found of the datagrams from one sender to one destination.</summary>
public sealed class GapFlow
{
    internal GapFlow()
    {
    }

    /// <summary>Who sent.</summary>
    public required IPEndPoint Source { get; init; }

    /// <summary>Where to.</summary>
    public required IPEndPoint Destination { get; init; }

    /// <summary>How many datagrams there are.</summary>
    public required int Datagrams { get; init; }

    /// <summary>Bytes of their contents.</summary>
    public required long Bytes { get; init; }

    /// <summary>From the first to the last.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The usual time between two of them.</summary>
    public required TimeSpan MedianInterval { get; init; }

    /// <summary>What told how many were lost.</summary>
    public required SequenceSource SequenceSource { get; init; }

    /// <summary>How many were lost; null where nothing tells.</summary>
    public required long? Lost { get; init; }

    /// <summary>How many came after a later one; null where nothing tells.</summary>
    public required long? Reordered { get; init; }

    /// <summary>How many came twice; null where nothing tells.</summary>
    public required long? Duplicates { get; init; }

    /// <summary>The part of the time without gaps, 0 to 1.</summary>
    public required double DutyCycle { get; init; }

    /// <summary>How many gaps there are.</summary>
    public required int GapCount { get; init; }

    /// <summary>The first gaps, at most <see cref="GapAnalyzer.MaximumGaps"/>.</summary>
    public required IReadOnlyList<ReceptionGap> Gaps { get; init; }

    /// <summary>How many gaps are how long.</summary>
    public required IReadOnlyList<GapBucket> Histogram { get; init; }

    /// <summary>The usual length of a gap; null without gaps.</summary>
    public required TimeSpan? MedianGap { get; init; }

    /// <summary>The usual number of bytes between two gaps; null with fewer than two gaps.</summary>
    public required long? MedianBytesBetweenGaps { get; init; }

    /// <summary>The part of gaps that end within 10 ms of a multiple of 102.4 ms, the usual beacon interval of Wi-Fi; null with fewer than four gaps.</summary>
    public required double? BeaconShare { get; init; }

    /// <summary>What makes data go missing.</summary>
    public GapVerdict Verdict { get; internal set; } = new(GapVerdictKind.TooFew, "", "", GapCertainty.Possible);

    /// <summary>The part that was lost, 0 to 1; null where nothing tells.</summary>
    public double? LossShare => Lost is { } lost ? lost / (double)Math.Max(1, lost + Datagrams) : null;
}
