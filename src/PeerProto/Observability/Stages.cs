using System.Diagnostics;

namespace PeerProto.Observability;

/// <summary>The stages on the way to a connection: how long each took, and as events of the span of the attempt that they are a part of.</summary>
internal static class Stages
{
    /// <summary>A stage was passed.</summary>
    public static void Passed(ConnectionStage stage, PeerEndpoint endpoint, TimeSpan duration)
    {
        if (Instruments.StageDuration.Enabled)
        {
            Instruments.StageDuration.Record(
                duration.TotalSeconds, new(Telemetry.ConnectionStage, NameOf(stage)), new(Telemetry.NetworkTransport, Telemetry.TransportOf(endpoint)));
        }

        if (DialObservation.Current is { } span)
            span.AddEvent(new ActivityEvent(NameOf(stage), tags: new ActivityTagsCollection { { "peerproto.endpoint", endpoint.ToString() } }));
    }

    /// <summary>One of several ways to a peer came to nothing.</summary>
    public static void Failed(PeerEndpoint endpoint, PeerConnectionException failure)
    {
        if (DialObservation.Current is { } span)
        {
            span.AddEvent(new ActivityEvent(
                "failed",
                tags: new ActivityTagsCollection { { Telemetry.ConnectionStage, NameOf(failure.Stage) }, { Telemetry.ErrorType, ErrorTypes.Of(failure) }, { "peerproto.endpoint", endpoint.ToString() } }));
        }
    }

    private static string NameOf(ConnectionStage stage) => stage switch
    {
        ConnectionStage.Resolve => "resolve",
        ConnectionStage.Connect => "connect",
        ConnectionStage.Tls => "security",
        ConnectionStage.Upgrade => "upgrade",
        ConnectionStage.Authentication => "authentication",
        ConnectionStage.Hello => "hello",
        _ => "established",
    };
}
