using System.Diagnostics;
using System.Diagnostics.Metrics;
using PeerProto.Protocol.Tracing;

namespace PeerProto.Observability;

/// <summary>The span and the time of one call, on either side. Made only where somebody listens.</summary>
internal sealed class CallObservation(string method, Histogram<double> durations, Activity? span, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private int _isOver;

    /// <summary>The span, or null where the trace is not recorded.</summary>
    public Activity? Span => span;

    /// <summary>Tells that the other side's items come of other work.</summary>
    public void Link(TraceContext items) => span?.AddLink(new ActivityLink(TraceContexts.ToActivityContext(items)));

    /// <summary>Ends it, once. It calls those who listen, so no lock should be held.</summary>
    /// <param name="failure">How the call failed, or null.</param>
    /// <param name="answer">What the peer is told of the failure; null where the peer tells it.</param>
    public void End(Exception? failure, RemoteErrorCode? answer = null)
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 1)
            return;
        string? error = failure is null ? null : ErrorTypes.Of(failure);
        string? status = failure is null ? Telemetry.Success : answer?.ToString() ?? ErrorTypes.ToldByPeer(failure);
        if (durations.Enabled)
            Record(error, status);
        if (span is null)
            return;
        if (status is not null)
            span.SetTag(Telemetry.RpcStatus, status);
        if (failure is not null)
            span.Fail(failure, error!);
        span.StopElsewhere();
    }

    private void Record(string? error, string? status)
    {
        TagList tags = new() { { Telemetry.RpcSystem, Telemetry.System }, { Telemetry.RpcMethod, method } };
        if (status is not null)
            tags.Add(Telemetry.RpcStatus, status);
        if (error is not null)
            tags.Add(Telemetry.ErrorType, error);
        durations.Record(time.GetElapsedTime(_start).TotalSeconds, tags);
    }
}
