using System.Buffers;
using PeerProto.Protocol.FlowControl;
using PeerProto.Protocol.Framing;

namespace PeerProto.Protocol.Connections;

public sealed partial class ConnectionMachine
{
    private InboundFlow? _lastInboundChannel;

    /// <summary>
    /// Takes the messages at the front of the input that are of one channel and lie whole in its first segment, instead of one by one through <see cref="HandleInput"/>:
    /// a driver that asks this first handles many messages a lock.
    /// </summary>
    /// <param name="input">The bytes that arrived and were not yet taken; starts behind what was taken afterwards.</param>
    /// <param name="now">The time.</param>
    /// <param name="run">The messages.</param>
    /// <returns>False when something else comes first; <see cref="HandleInput"/> takes it.</returns>
    public bool TryTakeMessages(scoped ref ReadOnlySequence<byte> input, TimeSpan now, out MessageRun run)
    {
        run = default;
        if (Phase != ConnectionPhase.Ready || _readyUnreported || _trace is not null || _unsentReplies > ProtocolLimits.MaximumUnsentReplies)
            return false;

        ReadOnlySpan<byte> frames = input.FirstSpan;
        if (!TryMeasureMessage(frames, out ulong channel, out _, out _) || FindInboundChannel(channel) is not { IsAssembling: false } flow || !IsOnItsLane(flow))
            return false;

        int taken = 0;
        ulong messages = 0;
        long bytes = 0;
        ulong messagesLeft = Math.Min(_inboundCredit.MessagesLeft, flow.MessagesLeft);
        long bytesLeft = flow.BytesLeft;
        long connectionBytesLeft = _inboundCredit.BytesLeft;
        while (messages < messagesLeft && bytes < bytesLeft && TryMeasureMessage(frames[taken..], out ulong next, out int message, out int end)
            && next == channel && bytes + end - message <= connectionBytesLeft)
        {
            taken += end;
            messages++;
            bytes += end - message;
        }

        if (taken == 0)
            return false;
        flow.OnReceived(messages, (ulong)bytes);
        _inboundCredit.OnReceived(messages, (ulong)bytes);
        NoteInput(input, now);
        ReadOnlyMemory<byte> first = input.First[..taken];
        input = input.Slice(taken);
        _knownInputBytes = input.Length;
        OweAcknowledgement(flow);
        ReturnConnectionCredit();
        run = new MessageRun(flow, first);
        return true;
    }

    /// <returns>False when no message's frame lies whole at the front.</returns>
    private bool TryMeasureMessage(ReadOnlySpan<byte> frames, out ulong channel, out int message, out int end)
    {
        channel = 0;
        message = end = 0;
        if (!VarInt.TryRead(frames, out ulong announced, out int prefix) || announced > (ulong)_maximumFrameBytes)
            return false;
        end = prefix + (int)announced;
        if (frames.Length < end || announced < 2 || frames[prefix] != (byte)FrameKind.Message)
            return false;
        bool isChannelThere = VarInt.TryRead(frames[(prefix + 1)..end], out channel, out int length);
        message = prefix + 1 + length;
        return isChannelThere;
    }

    private bool HandleMessage(ulong channel, in ReadOnlySequence<byte> message, out ConnectionEvent change)
    {
        change = default;
        if (BeginMessage(channel, message.Length) is not { } flow)
            return false;
        return FinishMessage(flow, message, out change);
    }

    /// <summary>Counts a message whose first byte has come.</summary>
    /// <returns>Null when it may not come; the connection is then over.</returns>
    private InboundFlow? BeginMessage(ulong channel, long length)
    {
        if (FindInboundChannel(channel) is not { } flow)
        {
            if (_refusedChannels.ContainsKey(channel))
                Fail(CloseCode.NotAuthorized, $"a message came for channel {channel}, which was refused to the peer when the connection was admitted");
            else
                Fail(CloseCode.ProtocolViolation, $"a message came for channel {channel}, which the two contracts do not have in common");
            return null;
        }

        if (flow.IsAssembling)
        {
            Fail(CloseCode.ProtocolViolation, $"a message of channel {channel} came between the fragments of another");
            return null;
        }

        if (!IsOnItsLane(flow))
        {
            Fail(CloseCode.ProtocolViolation, $"messages of channel {channel} came on two streams");
            return null;
        }

        if (!flow.OnReceived(length))
        {
            Fail(CloseCode.FlowControlViolation, $"the peer sent beyond its credit on channel {channel}");
            return null;
        }

        return TryBeginOnConnection(length) ? flow : null;
    }

    private bool FinishMessage(InboundFlow flow, in ReadOnlySequence<byte> message, out ConnectionEvent change)
    {
        OweAcknowledgement(flow);
        _inboundCredit.OnCompleted(1, (ulong)message.Length);
        ReturnConnectionCredit();
        change = new ConnectionEvent(ConnectionEventKind.Message, message, Inbound: flow);
        return true;
    }

    private InboundFlow? FindInboundChannel(ulong channel)
    {
        if (_lastInboundChannel?.Id == channel)
            return _lastInboundChannel;
        if (_inboundChannels.TryGetValue(channel, out InboundFlow? flow))
            _lastInboundChannel = flow;
        return flow;
    }
}
