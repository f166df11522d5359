using PeerProto.Channels;
using PeerProto.CompilerServices;
using PeerProto.Protocol.FlowControl;

namespace PeerProto.Connections;

internal sealed partial class PeerConnection
{
    /// <summary>After how long a wait is told of.</summary>
    private static readonly TimeSpan StallNotice = TimeSpan.FromSeconds(1);

    private ITimer? _stallTimer;
    private bool _isWatchingStalls;

    /// <summary>A wait on a channel has lasted for <see cref="StallNotice"/>. Raised once a wait, not under the connection's lock.</summary>
    public event Action<ChannelStall>? Stalled;

    /// <summary>How a channel does.</summary>
    /// <exception cref="PeerNotSupportedException">The peer does not have the channel.</exception>
    public ChannelStatistics GetChannelStatistics(int channel)
    {
        ChannelDescriptor descriptor = GetChannel(channel);
        if (!Agreement.Supports(channel))
            throw NotSupported("channel", channel, descriptor.Name);
        TimeSpan[] times = new TimeSpan[StallMeter.Causes];
        lock (_gate)
        {
            TimeSpan now = Now;
            FlowSender? sender = FindChannelSender(channel);
            ChannelInbox? inbox = _inboxes.GetValueOrDefault((ulong)channel);
            sender?.Stall.AddTo(times, now);
            inbox?.Stall.AddTo(times, now);
            OutboundFlow outbound = _machine.GetOutboundChannel(channel);
            InboundFlow inbound = _machine.GetInboundChannel(channel);
            return new ChannelStatistics(times)
            {
                Channel = channel,
                SentMessages = (long)outbound.SentMessages,
                SentBytes = (long)outbound.SentBytes,
                UnconfirmedMessages = sender?.UnconfirmedMessages ?? 0,
                DroppedMessages = sender?.DroppedMessages ?? 0,
                WaitingMessages = sender?.Waiting ?? 0,
                QueuedBytes = outbound.QueuedBytes + (outbound.Lane?.Length ?? 0),
                SendStall = sender?.Stall.Cause,
                SendStalledFor = sender?.Stall.Duration(now),
                ReceivedMessages = (long)inbound.ReceivedMessages,
                BacklogMessages = inbox?.Waiting ?? 0,
                WindowMessages = inbound.WindowMessages,
                WindowBytes = inbound.WindowBytes,
                HeldUpFor = inbox?.Stall.Duration(now),
            };
        }
    }

    /// <summary>Notes whether a sender waits, and for whom. To be called under <see cref="Gate"/>, when that may have changed.</summary>
    private void NoteStall(FlowSender sender)
    {
        if (sender.Waiting == 0)
        {
            NoteEnd(sender.Stall, (int)sender.Flow.Id);
            return;
        }

        sender.Stall.Begin(CauseOf(sender.Flow), Now);
        WatchStalls();
    }

    /// <summary>Notes whether this side's handler holds up the peer. To be called under <see cref="Gate"/>, when that may have changed.</summary>
    private void NoteStall(ChannelInbox inbox)
    {
        if (!inbox.Flow.IsUsedUp)
        {
            if (inbox.Stall.IsStalled)
                NoteEnd(inbox.Stall, inbox.Descriptor.Id);
            return;
        }

        inbox.Stall.Begin(StallCause.LocalReader, Now);
        WatchStalls();
    }

    private void NoteEnd(StallMeter meter, int channel)
    {
        if (meter.End(Now) is { } lasted)
            ConnectionLog.StallEnded(_options.Logger, GetChannel(channel).Name, Peer?.ToString() ?? "", lasted);
    }

    private StallCause CauseOf(OutboundFlow flow)
    {
        if (!flow.HasCredit)
            return flow.AcknowledgedMessages == flow.SentMessages ? StallCause.PeerHandler : StallCause.PeerWindow;
        return _machine.HasConnectionCredit ? StallCause.Link : StallCause.ConnectionWindow;
    }

    private void WatchStalls()
    {
        if (_isWatchingStalls || _failure is not null)
            return;
        _isWatchingStalls = true;
        _stallTimer ??= _options.TimeProvider.CreateTimer(
            static state => ((PeerConnection)state!).OnStallTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _stallTimer.Change(StallNotice, Timeout.InfiniteTimeSpan);
    }

    private void OnStallTimer()
    {
        List<ChannelStall>? stalls = null;
        lock (_gate)
        {
            _isWatchingStalls = false;
            if (_failure is not null)
                return;
            TimeSpan now = Now;
            bool isAnyStalled = false;
            foreach ((int channel, FlowSender sender) in _channelSenders)
                Look(channel, sender.Stall, sender.Waiting);
            foreach ((ulong channel, ChannelInbox inbox) in _inboxes)
                Look((int)channel, inbox.Stall, inbox.Waiting);
            if (isAnyStalled)
                WatchStalls();

            void Look(int channel, StallMeter meter, int waiting)
            {
                isAnyStalled |= meter.IsStalled;
                if (meter.IsToBeTold(now, StallNotice))
                    (stalls ??= []).Add(new ChannelStall(channel, GetChannel(channel).Name, meter.Cause!.Value, meter.Duration(now)!.Value, waiting));
            }
        }

        if (stalls is null)
            return;
        foreach (ChannelStall stall in stalls)
        {
            ConnectionLog.Stalled(_options.Logger, stall.Name, Peer?.ToString() ?? "", stall.Duration, stall.Cause, stall.Waiting);
            if (Stalled is { } told)
                Tell(told, stall);
        }
    }

    private void Tell(Action<ChannelStall> told, ChannelStall stall)
    {
        try
        {
            told(stall);
        }
        catch (Exception thrown)
        {
            ConnectionLog.CallbackFailed(_options.Logger, RemoteEndpoint, thrown);
        }
    }
}
