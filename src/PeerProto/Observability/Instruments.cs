using System.Diagnostics;
using System.Diagnostics.Metrics;
using PeerProto.Connections;

namespace PeerProto.Observability;

/// <summary>
/// What is measured. <c>docs/observability.md</c> lists each; a test compares the two. What channels carry and hold is not counted along the way but asked of the connections when
/// somebody collects, so that it costs the messages nothing.
/// </summary>
internal static class Instruments
{
    private const string Seconds = "s";
    private const string Messages = "{message}";
    private const string Bytes = "By";

    /// <summary>The limits that OpenTelemetry's conventions advise for durations of calls.</summary>
    private static readonly InstrumentAdvice<double> Durations = new() { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] };

    /// <summary>Those for what lasts.</summary>
    private static readonly InstrumentAdvice<double> Lifetimes = new() { HistogramBucketBoundaries = [1, 10, 30, 60, 300, 900, 3600, 14_400, 86_400] };

    /// <summary>The causes of stalls, in the order of their values.</summary>
    private static readonly string[] StallCauses = ["local_reader", "peer_window", "connection_window", "link", "peer_handler"];

    private static readonly string[] DropReasons = ["full", "superseded", "expired"];

    static Instruments()
    {
        Meter meter = Telemetry.Meter;
        ClientCallDuration = meter.CreateHistogram("rpc.client.call.duration", Seconds, "How long calls of this side took", tags: null, Durations);
        ServerCallDuration = meter.CreateHistogram("rpc.server.call.duration", Seconds, "How long this side took to answer calls", tags: null, Durations);
        StageDuration = meter.CreateHistogram("peerproto.connection.stage.duration", Seconds, "How long a stage on the way to a connection took", tags: null, Durations);
        ConnectionDuration = meter.CreateHistogram("peerproto.connection.duration", Seconds, "How long connections were ready", tags: null, Lifetimes);
        Dials = meter.CreateCounter<long>("peerproto.connection.attempts", "{attempt}", "Attempts to connect to a peer, over all its endpoints");
        meter.CreateObservableCounter("messaging.client.sent.messages", ObserveSent, Messages, "Messages that channels have sent");
        meter.CreateObservableCounter("messaging.client.consumed.messages", ObserveReceived, Messages, "Messages that channels have received");
        meter.CreateObservableCounter("peerproto.channel.io", ObserveBytes, Bytes, "Bytes of messages that channels have carried");
        meter.CreateObservableCounter("peerproto.channel.dropped.messages", ObserveDropped, Messages, "Messages dropped as the channel's settings have it");
        meter.CreateObservableCounter("peerproto.channel.stall.time", ObserveStalls, Seconds, "How long channels were held up");
        meter.CreateObservableUpDownCounter("peerproto.channel.queue.messages", ObserveQueues, Messages, "Messages that wait to leave, or for their handler");
        meter.CreateObservableUpDownCounter("peerproto.channel.credit.messages", ObserveMessageCredit, Messages, "Messages that the credit of the peers still lets in");
        meter.CreateObservableUpDownCounter("peerproto.channel.credit.size", ObserveByteCredit, Bytes, "Bytes that the credit of the peers still lets in");
        meter.CreateObservableUpDownCounter("peerproto.connection.count", ObserveConnections, "{connection}", "Connections");
        meter.CreateObservableUpDownCounter("peerproto.connection.in_flight", ObserveBytesInFlight, Bytes, "Bytes sent that the peers' systems have not confirmed, where this one tells");
        meter.CreateObservableGauge("peerproto.connection.rtt", ObserveRoundTrips, Seconds, "The longest round trip of the connections");
    }

    public static Histogram<double> ClientCallDuration { get; }

    public static Histogram<double> ServerCallDuration { get; }

    public static Histogram<double> StageDuration { get; }

    public static Histogram<double> ConnectionDuration { get; }

    public static Counter<long> Dials { get; }

    /// <summary>Sees to it that the instruments are there: those that are asked have nobody else who would make them.</summary>
    public static void Start() => _ = Dials;

    private static IEnumerable<Measurement<long>> ObserveSent() =>
        ObservedConnections.Sum().All.Select(static channel => new Measurement<long>(channel.Value.SentMessages, Message(channel.Key, Telemetry.Send)));

    private static IEnumerable<Measurement<long>> ObserveReceived() =>
        ObservedConnections.Sum().All.Select(static channel => new Measurement<long>(channel.Value.ReceivedMessages, Message(channel.Key, Telemetry.Process)));

    private static IEnumerable<Measurement<long>> ObserveBytes() => BothWays(static sum => (sum.SentBytes, sum.ReceivedBytes));

    private static IEnumerable<Measurement<long>> ObserveQueues() => BothWays(static sum => (sum.WaitingToLeave, sum.WaitingForHandler));

    private static IEnumerable<Measurement<long>> ObserveMessageCredit() =>
        ObservedConnections.Sum().All.Select(static channel => new Measurement<long>(channel.Value.CreditMessages, Channel(channel.Key)));

    private static IEnumerable<Measurement<long>> ObserveByteCredit() =>
        ObservedConnections.Sum().All.Select(static channel => new Measurement<long>(channel.Value.CreditBytes, Channel(channel.Key)));

    private static IEnumerable<Measurement<long>> ObserveDropped() =>
        from channel in ObservedConnections.Sum().All
        from reason in Enum.GetValues<DropReason>()
        let dropped = channel.Value.Dropped[(int)reason]
        where dropped > 0
        select new Measurement<long>(dropped, [Channel(channel.Key), new(Telemetry.DropReason, DropReasons[(int)reason])]);

    private static IEnumerable<Measurement<double>> ObserveStalls() =>
        from channel in ObservedConnections.Sum().All
        from cause in Enum.GetValues<StallCause>()
        let stalled = channel.Value.Stalled[(int)cause]
        where stalled > TimeSpan.Zero
        select new Measurement<double>(stalled.TotalSeconds, [Channel(channel.Key), new(Telemetry.StallCause, StallCauses[(int)cause])]);

    private static IEnumerable<Measurement<long>> ObserveConnections() =>
        from connection in ObservedConnections.Snapshot()
        group connection by (Transport: Telemetry.TransportOf(connection.RemoteEndpoint), IsReady: connection.ReadyTimestamp > 0) into same
        select new Measurement<long>(same.Count(), new(Telemetry.NetworkTransport, same.Key.Transport), new(Telemetry.ConnectionState, same.Key.IsReady ? "ready" : "preparing"));

    private static IEnumerable<Measurement<long>> ObserveBytesInFlight() =>
        from path in Paths()
        where path.BytesInFlight is not null
        group path.BytesInFlight!.Value by path.Transport into same
        select new Measurement<long>(same.Sum(), new KeyValuePair<string, object?>(Telemetry.NetworkTransport, same.Key));

    private static IEnumerable<Measurement<double>> ObserveRoundTrips() =>
        from path in Paths()
        where path.RoundTripTime is not null
        group path.RoundTripTime!.Value by path.Transport into same
        select new Measurement<double>(same.Max().TotalSeconds, new KeyValuePair<string, object?>(Telemetry.NetworkTransport, same.Key));

    private static IEnumerable<(string Transport, TimeSpan? RoundTripTime, long? BytesInFlight)> Paths()
    {
        foreach (PeerConnection connection in ObservedConnections.Snapshot())
        {
            (TimeSpan? roundTrip, long? inFlight) = connection.MeasurePath();
            yield return (Telemetry.TransportOf(connection.RemoteEndpoint), roundTrip, inFlight);
        }
    }

    private static IEnumerable<Measurement<long>> BothWays(Func<ChannelSum, (long Sent, long Received)> select)
    {
        foreach ((string name, ChannelSum sum) in ObservedConnections.Sum().All)
        {
            (long sent, long received) = select(sum);
            yield return new Measurement<long>(sent, Channel(name), new(Telemetry.NetworkDirection, Telemetry.Transmit));
            yield return new Measurement<long>(received, Channel(name), new(Telemetry.NetworkDirection, Telemetry.Receive));
        }
    }

    private static KeyValuePair<string, object?> Channel(string name) => new(Telemetry.MessagingDestination, name);

    private static TagList Message(string channel, string operation) =>
        new() { { Telemetry.MessagingSystem, Telemetry.System }, { Telemetry.MessagingOperation, operation }, { Telemetry.MessagingDestination, channel } };
}
