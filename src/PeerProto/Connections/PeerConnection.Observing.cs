using System.Diagnostics;
using PeerProto.Calls;
using PeerProto.CompilerServices;
using PeerProto.Observability;
using PeerProto.Protocol.Tracing;

namespace PeerProto.Connections;

internal sealed partial class PeerConnection
{
    /// <summary>What is told of this connection to those who watch the app.</summary>
    public ConnectionTelemetry Telemetry { get; }

    /// <summary>Hands a message on under a span of its own, which lasts as long as its handler.</summary>
    private ValueTask DispatchObserved(ChannelInbox inbox, ref PeerReader reader, TraceContext? trace)
    {
        if (Telemetry.StartProcess(inbox.Descriptor, trace) is not { } span)
            return _options.Owner.DispatchMessageAsync(Peer!, inbox.Descriptor.Id, ref reader);
        ValueTask handling;
        Activity.Current = span;
        try
        {
            handling = _options.Owner.DispatchMessageAsync(Peer!, inbox.Descriptor.Id, ref reader);
        }
        catch (Exception failure)
        {
            span.Fail(failure, ErrorTypes.Of(failure));
            span.StopElsewhere();
            throw;
        }
        finally
        {
            Activity.Current = null;
        }

        if (!handling.IsCompletedSuccessfully)
            return ObserveAsync(handling, span);
        span.StopElsewhere();
        return handling;
    }

    private static async ValueTask ObserveAsync(ValueTask handling, Activity span)
    {
        try
        {
            await handling;
        }
        catch (Exception failure)
        {
            span.Fail(failure, ErrorTypes.Of(failure));
            throw;
        }
        finally
        {
            span.StopElsewhere();
        }
    }

    /// <summary>Has the app's method run under the span of its call.</summary>
    private ValueTask DispatchObserved(Activity span, int call, ref PeerReader reader, ReceivedCall received)
    {
        Activity.Current = span;
        try
        {
            return _options.Owner.DispatchCallAsync(call, ref reader, received);
        }
        finally
        {
            Activity.Current = null;
        }
    }
}
