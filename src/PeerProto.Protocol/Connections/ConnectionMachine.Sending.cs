using System.Buffers.Binary;
using System.Text;
using PeerProto.CompilerServices;
using PeerProto.Protocol.Calls;
using PeerProto.Protocol.FlowControl;
using PeerProto.Protocol.Framing;

namespace PeerProto.Protocol.Connections;

public sealed partial class ConnectionMachine
{
    private const int FourByteLength = 4;

    private readonly List<InboundFlow> _owedAcknowledgements = [];

    /// <summary>Writes a message or an item, if the peer's credit lets it in.</summary>
    /// <typeparam name="T">The message.</typeparam>
    /// <typeparam name="TCodec">Its codec.</typeparam>
    /// <param name="flow">The channel or stream.</param>
    /// <param name="message">The message.</param>
    /// <returns>False when there is no credit; <see cref="ConnectionEventKind.Unblocked"/> tells when there is again. Also false when the flow or the connection has ended.</returns>
    /// <exception cref="PeerEncodeException">The message does not fit; nothing was written.</exception>
    public bool TryWriteMessage<T, TCodec>(OutboundFlow flow, in T message)
        where TCodec : struct, IPeerCodec<T>
    {
        ArgumentNullException.ThrowIfNull(flow);
        if (!MayWrite(flow))
            return false;
        flow.OnSent(WriteValue<T, TCodec>(BeginFrame(flow.FrameKind, flow.Id, TCodec.MaxSize), message, flow.MaximumMessageBytes));
        return true;
    }

    /// <summary>Writes a message that is encoded already, if the peer's credit lets it in.</summary>
    /// <param name="flow">The channel or stream.</param>
    /// <param name="message">The message's bytes.</param>
    /// <returns>False when there is no credit, or the flow or the connection has ended.</returns>
    /// <exception cref="PeerEncodeException">The message is larger than the peer takes; nothing was written.</exception>
    public bool TryWriteEncoded(OutboundFlow flow, ReadOnlySpan<byte> message)
    {
        ArgumentNullException.ThrowIfNull(flow);
        if (!MayWrite(flow))
            return false;
        ThrowIfTooLarge(message.Length, flow.MaximumMessageBytes);
        Frame frame = BeginFrame(flow.FrameKind, flow.Id, message.Length);
        _output.Append(message);
        EndFrame(frame);
        flow.OnSent(message.Length);
        return true;
    }

    /// <summary>Asks the peer to acknowledge at once what it has received.</summary>
    /// <param name="flow">The channel, or null for all.</param>
    public void RequestAcknowledgement(OutboundFlow? flow)
    {
        if (Phase == ConnectionPhase.Ready)
            EndFrame(BeginFrame(FrameKind.AcknowledgeRequest, flow?.Id ?? 0, 0));
    }

    private bool MayWrite(OutboundFlow flow) => flow.HasCredit && !flow.IsEnded && Phase == ConnectionPhase.Ready;

    private int WriteValue<T, TCodec>(Frame frame, in T value, int maximum = int.MaxValue)
        where TCodec : struct, IPeerCodec<T>
    {
        int start = _output.Length;
        try
        {
            PeerWriter writer = new(_output);
            TCodec.Write(ref writer, value);
            writer.Flush();
            ThrowIfTooLarge(_output.Length - start, maximum);
            if (_output.Length - start > TCodec.MaxSize)
                throw new PeerEncodeException($"{typeof(TCodec).Name} wrote {_output.Length - start} bytes and says that no value has more than {TCodec.MaxSize}. Correct its MaxSize.");
        }
        catch
        {
            _output.Truncate(frame.Start);
            throw;
        }

        int length = _output.Length - start;
        EndFrame(frame);
        return length;
    }

    /// <summary>Throws when the contract does not allow, or the peer does not take, so large a message, result, item or report.</summary>
    /// <param name="bytes">Its length.</param>
    /// <param name="allowed">The most that the contract allows.</param>
    /// <exception cref="PeerEncodeException">It is too large.</exception>
    public void ThrowIfTooLarge(int bytes, int allowed = int.MaxValue)
    {
        if (bytes > allowed)
            throw new PeerEncodeException($"The message has {bytes} bytes, and the contract allows {allowed}. Send less at a time, or raise MaxSize in the contract.");
        if (bytes > Remote!.MaximumMessageBytes)
        {
            throw new PeerEncodeException(
                $"The message has {bytes} bytes, and the peer takes at most {Remote.MaximumMessageBytes}. Send less at a time, or raise the peer's largest message.");
        }
    }

    private void OweAcknowledgement(InboundFlow flow)
    {
        if (flow.OwesAcknowledgement)
            return;
        flow.OwesAcknowledgement = true;
        _owedAcknowledgements.Add(flow);
        _acknowledgeDeadline ??= _now + _setup.Timings.AcknowledgeDelay;
    }

    private void WriteOwedAcknowledgements()
    {
        foreach (InboundFlow flow in _owedAcknowledgements)
        {
            if (flow.OwesAcknowledgement && Phase is ConnectionPhase.Ready)
                WriteAcknowledge(flow);
        }

        _owedAcknowledgements.Clear();
        _acknowledgeDeadline = null;
    }

    private void WriteAcknowledge(InboundFlow flow)
    {
        flow.OwesAcknowledgement = false;
        WriteNumbers(FrameKind.Acknowledge, flow.Id, flow.ReceivedMessages);
        _unsentReplies++;
    }

    private void WriteFailure(ulong call, CallFailure failure)
    {
        Frame frame = BeginFrame(FrameKind.Failure, call, ProtocolLimits.MaximumReasonBytes + VarInt.MaxLength + sizeof(ulong));
        WriteNumber((ulong)failure.Code);
        WriteErrorId(failure.ErrorId);
        WriteText(failure.Text);
        EndFrame(frame);
    }

    private void WriteErrorId(ulong id)
    {
        BinaryPrimitives.WriteUInt64BigEndian(_output.GetSpan(sizeof(ulong)), id);
        _output.Advance(sizeof(ulong));
    }

    private void WriteClose(CloseCode code, string reason)
    {
        Frame frame = BeginFrame(FrameKind.Close, ProtocolLimits.MaximumReasonBytes + VarInt.MaxLength);
        WriteNumber((ulong)code);
        WriteText(reason);
        EndFrame(frame);
    }

    private void WriteNumbers(FrameKind kind, ulong id, ulong first, ulong? second = null)
    {
        Frame frame = BeginFrame(kind, id, 2 * VarInt.MaxLength);
        WriteNumber(first);
        if (second is { } value)
            WriteNumber(value);
        EndFrame(frame);
    }

    private void WriteNumber(ulong value) => _output.Advance(VarInt.Write(_output.GetSpan(VarInt.MaxLength), value));

    /// <summary>Writes as much of a text as fits <see cref="ProtocolLimits.MaximumReasonBytes"/>, in whole characters.</summary>
    private void WriteText(string text)
    {
        Encoding.UTF8.GetEncoder().Convert(text, _output.GetSpan(ProtocolLimits.MaximumReasonBytes)[..ProtocolLimits.MaximumReasonBytes], flush: true, out _, out int bytes, out _);
        _output.Advance(bytes);
    }

    private Frame BeginFrame(FrameKind kind, ulong id, int maximumBodyBytes)
    {
        int idLength = VarInt.GetLength(id);
        Frame frame = BeginFrame(kind, maximumBodyBytes == PeerCodec.Unbounded ? PeerCodec.Unbounded : maximumBodyBytes + idLength);
        VarInt.Write(_output.GetSpan(idLength), id, idLength);
        _output.Advance(idLength);
        return frame;
    }

    /// <summary>Starts a frame, with the room for its length chosen by the most it can come to, so that no body is moved once it is written.</summary>
    private Frame BeginFrame(FrameKind kind, int maximumBodyBytes)
    {
        int prefix = maximumBodyBytes switch
        {
            < VarInt.MaxOneByte => 1,
            < VarInt.MaxTwoBytes => 2,
            _ => FourByteLength,
        };
        Frame frame = new(_output.Length, prefix);
        Span<byte> head = _output.GetSpan(prefix + 1);
        head[prefix] = (byte)kind;
        _output.Advance(prefix + 1);
        return frame;
    }

    private void EndFrame(Frame frame) =>
        VarInt.Write(_output.Written(frame.Start, frame.Prefix), (ulong)(_output.Length - frame.Start - frame.Prefix), frame.Prefix);

    private readonly record struct Frame(int Start, int Prefix);
}
