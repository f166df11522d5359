using System.Buffers;
using PeerProto.CompilerServices;
using PeerProto.Protocol.FlowControl;
using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Handshake;

namespace PeerProto.Protocol.Connections;

public sealed partial class ConnectionMachine
{
    private const int GreaseKinds = 7;
    private const int GreaseStep = 0x1F;
    private const int MaximumGreaseBytes = 16;

    private bool _locallyAdmitted;
    private bool _remotelyAdmitted;
    private bool _readyUnreported;

    private bool IsAdmittedByBoth => _locallyAdmitted && _remotelyAdmitted;

    /// <summary>Takes the connection. To be called once, upon <see cref="ConnectionEventKind.DecisionNeeded"/>.</summary>
    /// <param name="refused">
    /// The common channels on which nothing of the peer is taken. It is told the first <see cref="ProtocolLimits.MaximumRefusedChannels"/> of them; a message on any ends the connection.
    /// </param>
    public void Admit(params ReadOnlySpan<int> refused)
    {
        if (Phase != ConnectionPhase.Admission || _locallyAdmitted)
            return;
        _locallyAdmitted = true;
        foreach (int channel in refused)
        {
            if (_inboundChannels.Remove((ulong)channel, out InboundFlow? flow))
                _refusedChannels.Add((ulong)channel, flow);
        }

        ReadOnlySpan<int> told = refused[..Math.Min(refused.Length, ProtocolLimits.MaximumRefusedChannels)];
        FrameStart frame = _output.BeginFrame(FrameKind.Admit, told.Length * VarInt.MaxLength);
        foreach (int channel in told)
            _output.WriteNumber((ulong)channel);
        _output.EndFrame(frame);
        BecomeReadyWhenBothAdmitted();
    }

    /// <summary>Whether the peer has said that it takes no messages of this side on a channel.</summary>
    /// <param name="channel">The channel's number in the contract.</param>
    public bool IsRefused(int channel) => _channelsRefusedByPeer.Contains((ulong)channel);

    private void WriteHello()
    {
        FrameStart frame = _output.BeginFrame(FrameKind.Hello, ProtocolLimits.MaximumHelloBytes);
        ProtocolLimits limits = _setup.Limits;
        HelloCodec.Write(_output, _setup.Local with
        {
            MaximumMessageBytes = limits.MaximumMessageBytes,
            ChannelWindowMessages = limits.ChannelWindowMessages,
            ChannelWindowBytes = limits.ChannelWindowBytes,
            StreamWindowMessages = limits.StreamWindowMessages,
            StreamWindowBytes = limits.StreamWindowBytes,
            MaximumConcurrentCalls = limits.MaximumConcurrentCalls,
            ConnectionWindowMessages = limits.ConnectionWindowMessages,
            ConnectionWindowBytes = limits.ConnectionWindowBytes,
        });
        _output.EndFrame(frame);

        int kind = (int)FrameKind.Grease + (GreaseStep * (int)(_setup.Seed % GreaseKinds));
        frame = _output.BeginFrame((FrameKind)kind, MaximumGreaseBytes);
        int length = (int)((_setup.Seed >> 8) % (MaximumGreaseBytes + 1));
        Span<byte> body = _output.GetSpan(MaximumGreaseBytes)[..length];
        for (int i = 0; i < length; i++)
            body[i] = (byte)(_setup.Seed >> (8 * (i % 8)));
        _output.Advance(length);
        _output.EndFrame(frame);
    }

    private bool HandleHello(in ReadOnlySequence<byte> body, out ConnectionEvent change)
    {
        change = default;
        if (!HelloCodec.TryRead(body, out Hello? remote, out string error))
        {
            Fail(CloseCode.ProtocolViolation, error);
            return false;
        }

        if (ContractNegotiation.Check(_setup.Local, remote!) is { } refusal)
        {
            Fail(refusal);
            return false;
        }

        if (remote!.Id == _setup.Local.Id)
        {
            Fail(
                remote.Instance == _setup.Local.Instance ? CloseCode.Self : CloseCode.IdentifierMismatch,
                "both ends of the connection bear the same peer identifier");
            return false;
        }

        if (_setup.RemoteKey is { } key && PeerId.FromKey(key) != remote.Id)
        {
            Fail(CloseCode.IdentifierMismatch, $"the peer claims to be {remote.Id}, and its key belongs to {PeerId.FromKey(key)}");
            return false;
        }

        Remote = remote;
        if (ContractNegotiation.HasSameShape(_setup.Local, remote))
            return BeginAdmission(ContractAgreement.OfAll(_setup.Contract), remote, out change);
        WriteShape(remote);
        return false;
    }

    private void WriteShape(Hello remote)
    {
        byte[] shape = ContractNegotiation.Describe(_setup.Contract, remote, out ContractRefusal? refusal);
        if (refusal is not null)
        {
            Fail(refusal);
            return;
        }

        FrameStart frame = _output.BeginFrame(FrameKind.Shape, shape.Length);
        _output.Append(shape);
        _output.EndFrame(frame);
        Phase = ConnectionPhase.Agreement;
    }

    private bool HandleShape(in ReadOnlySequence<byte> body, out ConnectionEvent change)
    {
        change = default;
        if (Phase != ConnectionPhase.Agreement)
        {
            Fail(CloseCode.ProtocolViolation, "a shape frame came out of turn");
            return false;
        }

        ContractAgreement? agreement = ContractNegotiation.Agree(_setup.Contract, Remote!, body, out ContractRefusal? refusal);
        if (agreement is not null)
            return BeginAdmission(agreement, Remote!, out change);
        Fail(refusal!);
        return false;
    }

    /// <summary>Makes the channels that both sides have, and leaves the calls that only this side has to nobody.</summary>
    private bool BeginAdmission(ContractAgreement agreement, Hello remote, out ConnectionEvent change)
    {
        Agreement = agreement;
        _outboundCredit = new OutboundCredit(remote.ConnectionWindowMessages, remote.ConnectionWindowBytes);
        foreach (CallDescriptor call in _setup.Contract.Calls.Where(call => !agreement.Supports(call.Id)))
            _callDescriptors.Remove(call.Id);
        foreach (ChannelDescriptor channel in _setup.Contract.Channels.Where(channel => agreement.Supports(channel.Id)))
        {
            ulong id = (ulong)channel.Id;
            _outboundChannels.Add(id, new OutboundFlow(FrameKind.Message, id, remote.ChannelWindowMessages, remote.ChannelWindowBytes)
            {
                MaximumMessageBytes = channel.MaxSize,
                Share = FragmentShare.Of(channel.Priority),
                Lane = CreateChannelLane(),
            });
            _inboundChannels.Add(id, new InboundFlow(id, isChannel: true, CreateWindow(_setup.Limits.ChannelWindowMessages, _setup.Limits.ChannelWindowBytes)));
        }

        Phase = ConnectionPhase.Admission;
        change = IsArbiter ? new ConnectionEvent(ConnectionEventKind.DecisionNeeded) : default;
        return IsArbiter;
    }

    private bool HandleAdmit(ReadOnlySequence<byte> refused, out ConnectionEvent change)
    {
        change = default;
        if (Phase != ConnectionPhase.Admission || _remotelyAdmitted || (IsArbiter && !_locallyAdmitted))
        {
            Fail(CloseCode.ProtocolViolation, "an admit frame came out of turn");
            return false;
        }

        while (!refused.IsEmpty)
        {
            if (!TryReadNumber(ref refused, out ulong channel))
                return Malformed(FrameKind.Admit);
            if (_outboundChannels.ContainsKey(channel))
                _channelsRefusedByPeer.Add(channel);
        }

        _remotelyAdmitted = true;
        BecomeReadyWhenBothAdmitted();
        if (IsArbiter)
            return TryReportReady(out change);
        change = new ConnectionEvent(ConnectionEventKind.DecisionNeeded);
        return true;
    }

    private void BecomeReadyWhenBothAdmitted()
    {
        if (!IsAdmittedByBoth)
            return;
        Phase = ConnectionPhase.Ready;
        _readyUnreported = true;
    }

    private bool TryReportReady(out ConnectionEvent change)
    {
        change = new ConnectionEvent(ConnectionEventKind.Ready);
        bool report = _readyUnreported;
        _readyUnreported = false;
        return report;
    }
}
