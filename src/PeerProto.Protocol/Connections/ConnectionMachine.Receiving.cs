using System.Buffers;
using PeerProto.Protocol.FlowControl;
using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Handshake;

namespace PeerProto.Protocol.Connections;

public sealed partial class ConnectionMachine
{
    private const int ProofKindMask = 0xF8;

    private long _knownInputBytes;

    /// <summary>Takes what arrived, up to the next thing that the driver has to act upon.</summary>
    /// <param name="input">The bytes that arrived and were not yet taken; starts behind what was taken afterwards.</param>
    /// <param name="now">The time.</param>
    /// <param name="change">What to act upon.</param>
    /// <returns>False when there is nothing more to act upon: more bytes are needed, or the connection is over.</returns>
    public bool HandleInput(ref ReadOnlySequence<byte> input, TimeSpan now, out ConnectionEvent change)
    {
        NoteInput(input, now);
        bool acted = _readyUnreported && Phase != ConnectionPhase.Closed ? TryReportReady(out change) : HandleFrames(ref input, out change);
        _knownInputBytes = input.Length;
        return acted;
    }

    /// <summary>Takes the end of the link: no more bytes will come.</summary>
    /// <param name="reason">How it ended, for people.</param>
    public void HandleEndOfInput(string reason)
    {
        if (Phase == ConnectionPhase.Closed)
            return;
        CloseInfo = Phase == ConnectionPhase.Closing ? CloseInfo : new CloseInfo(CloseCode.LinkLost, reason, ByPeer: true);
        Phase = ConnectionPhase.Closed;
    }

    /// <summary>Tells that the app is done with messages or items, so that their credit goes back to the sender.</summary>
    /// <param name="flow">The channel or stream.</param>
    /// <param name="messages">How many.</param>
    /// <param name="bytes">How many bytes they had.</param>
    /// <param name="now">The time.</param>
    public void Consume(InboundFlow flow, long messages, long bytes, TimeSpan now)
    {
        ArgumentNullException.ThrowIfNull(flow);
        if (now > _now)
            _now = now;
        if (!flow.IsReleased)
            ReturnConnectionCredit((ulong)messages, (ulong)bytes);
        if (!flow.OnConsumed((ulong)messages, (ulong)bytes) || Phase != ConnectionPhase.Ready || flow.IsEnded)
            return;
        Tune(flow.Window, InboundFlow.GrantsPerWindow);
        flow.Grant();
        if (flow.OwesAcknowledgement)
        {
            _owedAcknowledgements.Remove(flow);
            WriteAcknowledge(flow);
        }

        _output.WriteNumbers(flow.IsChannel ? FrameKind.Credit : FrameKind.ItemCredit, flow.Id, flow.MessageLimit, flow.ByteLimit);
        _unsentReplies++;
    }

    /// <summary>Finds out whether anything came since the last call: the peer is alive.</summary>
    private void NoteInput(in ReadOnlySequence<byte> input, TimeSpan now)
    {
        _now = now;
        if (input.Length > _knownInputBytes)
            _lastReceived = now;
        ReleaseAssembled();
    }

    /// <summary>The largest frame that is taken now. A link that was not admitted can make this side keep a hello or a shape, and no more.</summary>
    private int MaximumFrameBytes => Phase switch
    {
        _ when _lane is not null => LargestLaneFrameBytes,
        ConnectionPhase.Hello or ConnectionPhase.Admission => ProtocolLimits.MaximumHelloBytes,
        ConnectionPhase.Agreement or ConnectionPhase.Closing when !_locallyAdmitted => ProtocolLimits.MaximumShapeBytes + sizeof(FrameKind),
        _ => _maximumFrameBytes,
    };

    private bool HandleFrames(ref ReadOnlySequence<byte> input, out ConnectionEvent change)
    {
        while (Phase != ConnectionPhase.Closed)
        {
            if (_unsentReplies > ProtocolLimits.MaximumUnsentReplies)
            {
                Fail(CloseCode.FlowControlViolation, "the peer asks for more answers than it reads");
                break;
            }

            if (_lane is null && (IsHeldBack = IsWaitingForLanes))
                break;
            ReadOnlySequence<byte> before = input;
            int limit = MaximumFrameBytes;
            FrameScan scan = FrameScanner.Scan(ref input, limit, out FrameKind kind, out ReadOnlySequence<byte> body);
            if (Phase == ConnectionPhase.Hello && !IsHello(scan, kind, before))
                break;
            if (scan == FrameScan.Frame)
            {
                if (_lane is { } lane)
                {
                    if (HandleLaneFrame(lane, kind, body, out change))
                        return true;
                    if (!lane.IsWaiting)
                        continue;
                    input = before;
                    break;
                }

                if (HandleTraceable(kind, body, out change))
                    return true;
                continue;
            }

            if (scan == FrameScan.TooLarge)
                Fail(CloseCode.FrameTooLarge, $"a frame announces more than {limit} bytes");
            else if (scan == FrameScan.Empty)
                Fail(CloseCode.ProtocolViolation, "a frame has no kind");
            break;
        }

        change = default;
        return false;
    }

    /// <summary>Everything that is not PeerProto is found out at its first bytes: their first frame is no hello.</summary>
    private bool IsHello(FrameScan scan, FrameKind kind, in ReadOnlySequence<byte> input)
    {
        bool kindIsThere = kind != default;
        if (scan == FrameScan.Incomplete && (!kindIsThere || kind == FrameKind.Hello))
            return true;
        if (scan == FrameScan.Frame && kind == FrameKind.Hello)
            return true;
        if (((byte)kind & ProofKindMask) == (byte)FrameKind.Proof && MayBeProof(input, out bool isProof))
        {
            if (isProof)
                Fail(CloseCode.SecurityMismatch, "the peer asks for a proof before the hello, as PeerSecurity.Passcode does, and this side does not");
            return !isProof;
        }

        Fail(CloseCode.ProtocolViolation, "the first bytes are no hello: something else than PeerProto speaks there, or it expects TLS");
        return false;
    }

    /// <summary>Whether what has come can be the beginning of a frame that proves something, by the magic behind its kind; and whether it is.</summary>
    private static bool MayBeProof(in ReadOnlySequence<byte> input, out bool isProof)
    {
        Span<byte> head = stackalloc byte[VarInt.MaxLength + sizeof(FrameKind) + 4];
        int count = (int)Math.Min(input.Length, head.Length);
        input.Slice(0, count).CopyTo(head);
        VarInt.TryRead(head[..count], out _, out int prefix);
        ReadOnlySpan<byte> magic = head[(prefix + sizeof(FrameKind))..count];
        magic = magic[..Math.Min(magic.Length, HelloCodec.Magic.Length)];
        isProof = magic.SequenceEqual(HelloCodec.Magic);
        return isProof || HelloCodec.Magic.StartsWith(magic);
    }

    private bool HandleFrame(FrameKind kind, in ReadOnlySequence<byte> body, out ConnectionEvent change)
    {
        change = default;
        if (Phase == ConnectionPhase.Closing && !IsAdmittedByBoth && kind != FrameKind.Close)
            return false; // given up before it was a connection: only the peer's close matters
        switch (kind)
        {
            case FrameKind.Hello when Phase == ConnectionPhase.Hello:
                return HandleHello(body, out change);
            case FrameKind.Shape:
                return HandleShape(body, out change);
            case FrameKind.Admit:
                return HandleAdmit(body, out change);
            case FrameKind.Ping:
                HandlePing(body);
                return false;
            case FrameKind.Pong:
                HandlePong(body);
                return false;
            case FrameKind.Close:
                HandleClose(body);
                return false;
            case FrameKind.Hello:
                Fail(CloseCode.ProtocolViolation, "a second hello came");
                return false;
            case FrameKind.Lanes:
                return IsOpen(kind) && HandleLanes(body);
            case FrameKind.Fragment:
                return IsOpen(kind) && HandleFragment(body, out change);
            case FrameKind.Trace:
                return IsOpen(kind) && HandleTrace(body);
            case FrameKind.Message or FrameKind.Acknowledge or FrameKind.Credit or FrameKind.AcknowledgeRequest:
                return IsOpen(kind) && HandleChannelFrame(kind, body, out change);
            case FrameKind.Call or FrameKind.Result or FrameKind.Failure or FrameKind.Cancel or FrameKind.Item or FrameKind.End or FrameKind.ItemCredit
                or FrameKind.Deadline or FrameKind.Progress or FrameKind.Reset or FrameKind.StopSending:
                return IsOpen(kind) && HandleCallFrame(kind, body, out change);
            default:
                return false; // a kind of a newer peer, or grease: skipped
        }
    }

    private bool IsOpen(FrameKind kind)
    {
        if (Phase is ConnectionPhase.Ready or ConnectionPhase.Closing)
            return true;
        Fail(CloseCode.ProtocolViolation, $"a frame of kind 0x{(byte)kind:x2} came before the connection was admitted");
        return false;
    }

    private bool HandleChannelFrame(FrameKind kind, ReadOnlySequence<byte> body, out ConnectionEvent change)
    {
        change = default;
        if (!TryReadNumber(ref body, out ulong channel))
            return Malformed(kind);
        switch (kind)
        {
            case FrameKind.Message:
                return HandleMessage(channel, body, out change);

            case FrameKind.AcknowledgeRequest:
                WriteOwedAcknowledgements();
                return false;

            case FrameKind.Acknowledge:
                if (!TryReadNumber(ref body, out ulong received) || !_outboundChannels.TryGetValue(channel, out OutboundFlow? acknowledged)
                    || !acknowledged.OnAcknowledged(received))
                    return Malformed(kind);
                NoteAcknowledged();
                change = new ConnectionEvent(ConnectionEventKind.Acknowledged, Outbound: acknowledged);
                return true;

            default:
                if (!TryReadNumber(ref body, out ulong messageLimit) || !TryReadNumber(ref body, out ulong byteLimit))
                    return Malformed(kind);
                change = new ConnectionEvent(ConnectionEventKind.Unblocked);
                if (channel == 0)
                    return _outboundCredit.OnCredit(messageLimit, byteLimit);
                if (!_outboundChannels.TryGetValue(channel, out OutboundFlow? credited))
                    return Malformed(kind);
                change = new ConnectionEvent(ConnectionEventKind.Unblocked, Outbound: credited);
                return credited.OnCredit(messageLimit, byteLimit);
        }
    }

    private void HandleClose(ReadOnlySequence<byte> body)
    {
        ulong code = TryReadNumber(ref body, out ulong value) ? value : (ulong)CloseCode.Unknown;
        CloseCode known = code is <= int.MaxValue and not (ulong)CloseCode.LinkLost && Enum.IsDefined((CloseCode)code) ? (CloseCode)code : CloseCode.Unknown;
        if (Phase != ConnectionPhase.Closing)
        {
            GatherAll();
            WriteOwedAcknowledgements();
            CompleteLanes();
            WriteClose(CloseCode.None, "");
            CloseInfo = new CloseInfo(known, ReadText(body), ByPeer: true);
        }

        Phase = ConnectionPhase.Closed;
    }

    private bool Malformed(FrameKind kind)
    {
        Fail(CloseCode.ProtocolViolation, $"a frame of kind 0x{(byte)kind:x2} is malformed");
        return false;
    }

    private static bool TryReadNumber(ref ReadOnlySequence<byte> body, out ulong value)
    {
        ReadOnlySpan<byte> head = body.FirstSpan;
        if (!VarInt.TryRead(head, out value, out int length))
        {
            if (body.IsSingleSegment)
                return false;
            Span<byte> copy = stackalloc byte[VarInt.MaxLength];
            int available = (int)Math.Min(body.Length, copy.Length);
            body.Slice(0, available).CopyTo(copy);
            if (!VarInt.TryRead(copy[..available], out value, out length))
                return false;
        }

        body = body.Slice(length);
        return true;
    }

    /// <summary>Reads a text for people: what is no UTF-8 becomes U+FFFD, and line breaks and other control characters become spaces, so that it is safe in a log.</summary>
    private static string ReadText(in ReadOnlySequence<byte> bytes)
    {
        Span<byte> text = stackalloc byte[(int)Math.Min(bytes.Length, ProtocolLimits.MaximumReasonBytes)];
        bytes.Slice(0, text.Length).CopyTo(text);
        Span<char> characters = stackalloc char[ProtocolLimits.MaximumReasonBytes];
        return PlainText.Of(characters[..System.Text.Encoding.UTF8.GetChars(text, characters)]);
    }
}
