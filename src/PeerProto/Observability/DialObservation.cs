using System.Diagnostics;

namespace PeerProto.Observability;

/// <summary>The span of one attempt to connect to a peer, over all its endpoints, and its result. To be made and ended in one asynchronous method, whose current activity the span is.</summary>
internal sealed class DialObservation
{
    private const string SpanName = "connect";

    private readonly Activity? _span = Telemetry.Source.StartActivity(SpanName, ActivityKind.Client);

    /// <summary>The span of the attempt that the current flow of execution is a part of.</summary>
    public static Activity? Current => Activity.Current is { OperationName: SpanName } current && current.Source == Telemetry.Source ? current : null;

    /// <summary>A connection is there.</summary>
    public void Succeed(PeerEndpoint remote)
    {
        if (Instruments.Dials.Enabled)
            Instruments.Dials.Add(1, new KeyValuePair<string, object?>(Telemetry.NetworkTransport, Telemetry.TransportOf(remote)));
        if (_span is null)
            return;
        foreach ((string key, object? value) in Telemetry.LinkTags(remote).Concat(Telemetry.ServerTags(remote)))
            _span.SetTag(key, value);
        _span.AddEvent(new ActivityEvent("ready"));
        _span.Stop();
    }

    /// <summary>No connection came about.</summary>
    public void Fail(Exception failure)
    {
        string error = ErrorTypes.Of(failure);
        if (Instruments.Dials.Enabled)
            Instruments.Dials.Add(1, new KeyValuePair<string, object?>(Telemetry.ErrorType, error));
        _span?.Fail(failure, error);
        _span?.Stop();
    }
}
