using System.Diagnostics;
using PeerProto.Calls;
using PeerProto.CompilerServices;
using PeerProto.Observability;
using PeerProto.Protocol.FlowControl;
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

    /// <summary>Adds what the channels have carried, and what they hold now, to the sums over all connections.</summary>
    public void AddTo(ChannelSums sums)
    {
        if (ReadyTimestamp == 0)
            return;
        lock (_gate)
        {
            foreach (ChannelInbox inbox in _inboxes.Values)
                AddTo(sums.Of(Telemetry.Session.NameOf(inbox.Descriptor.Id)), inbox);
            Telemetry.AddDropsTo(sums);
        }
    }

    /// <summary>What is known of the way to the peer now: the round-trip time and the bytes sent that are not confirmed, each null where nobody tells.</summary>
    public (TimeSpan? RoundTripTime, long? BytesInFlight) MeasurePath()
    {
        lock (_gate)
        {
            if (_failure is not null)
                return default;
            LinkStatistics? link = _transport.GetStatistics();
            return (link?.RoundTripTime ?? _machine.RoundTripTime, link?.BytesInFlight);
        }
    }

    private void AddTo(ChannelSum sum, ChannelInbox inbox)
    {
        OutboundFlow outbound = _machine.GetOutboundChannel(inbox.Descriptor.Id);
        sum.SentMessages += (long)outbound.SentMessages;
        sum.SentBytes += (long)outbound.SentBytes;
        sum.ReceivedMessages += (long)inbox.Flow.ReceivedMessages;
        sum.ReceivedBytes += (long)inbox.Flow.ReceivedBytes;
        FindChannelSender(inbox.Descriptor.Id)?.Stall.AddTo(sum.Stalled, Now);
        inbox.Stall.AddTo(sum.Stalled, Now);
        if (_failure is not null)
            return; // nothing waits any more
        sum.WaitingToLeave += FindChannelSender(inbox.Descriptor.Id)?.Waiting ?? 0;
        sum.WaitingForHandler += inbox.Waiting;
        sum.CreditMessages += outbound.MessageCredit;
        sum.CreditBytes += outbound.ByteCredit;
    }
}
