using System.Diagnostics.Metrics;

namespace PeerProto.Observability;

/// <summary>What is measured. <c>docs/observability.md</c> lists each; a test compares the two.</summary>
internal static class Instruments
{
    private const string Seconds = "s";

    /// <summary>The limits that OpenTelemetry's conventions advise for durations of calls.</summary>
    private static readonly InstrumentAdvice<double> Durations = new() { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] };

    public static Histogram<double> ClientCallDuration { get; } =
        Telemetry.Meter.CreateHistogram("rpc.client.call.duration", Seconds, "How long calls of this side took", tags: null, Durations);

    public static Histogram<double> ServerCallDuration { get; } =
        Telemetry.Meter.CreateHistogram("rpc.server.call.duration", Seconds, "How long this side took to answer calls", tags: null, Durations);
}
