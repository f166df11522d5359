using System.Diagnostics;

namespace PeerProto.Observability;

/// <summary>Spans that begin and end away from the flow of execution they are about: the current activity of whoever begins or ends one stays what it was.</summary>
internal static class SpanExtensions
{
    /// <summary>Marks a span as failed.</summary>
    public static void Fail(this Activity span, Exception failure, string errorType)
    {
        span.SetTag(Telemetry.ErrorType, errorType);
        span.SetStatus(ActivityStatusCode.Error, failure.Message);
    }

    /// <summary>Ends a span and leaves the current activity alone.</summary>
    public static void StopElsewhere(this Activity span)
    {
        Activity? current = Activity.Current;
        span.Stop();
        Activity.Current = current == span ? span.Parent : current;
    }
}
