using System.Buffers.Binary;
using System.Text;
using PeerProto.CompilerServices;

namespace PeerProto.Protocol.Framing;

/// <summary>Writes frames to a buffer: begin, the fields, end. One that does not come to its end is taken back by truncating the buffer to where it starts.</summary>
internal static class FrameWriting
{
    private const int FourByteLength = 4;

    /// <summary>Starts a frame, with the room for its length chosen by the most it can come to, so that no body is moved once it is written.</summary>
    public static FrameStart BeginFrame(this OutboundBuffer output, FrameKind kind, int maximumBodyBytes)
    {
        int prefix = maximumBodyBytes switch
        {
            < VarInt.MaxOneByte => 1,
            < VarInt.MaxTwoBytes => 2,
            _ => FourByteLength,
        };
        FrameStart frame = new(output.Length, prefix);
        Span<byte> head = output.GetSpan(prefix + 1);
        head[prefix] = (byte)kind;
        output.Advance(prefix + 1);
        return frame;
    }

    /// <summary>Starts a frame whose first field is the number of a channel or call.</summary>
    public static FrameStart BeginFrame(this OutboundBuffer output, FrameKind kind, ulong id, int maximumBodyBytes)
    {
        int idLength = VarInt.GetLength(id);
        FrameStart frame = output.BeginFrame(kind, maximumBodyBytes == PeerCodec.Unbounded ? PeerCodec.Unbounded : maximumBodyBytes + idLength);
        VarInt.Write(output.GetSpan(idLength), id, idLength);
        output.Advance(idLength);
        return frame;
    }

    /// <summary>Fills in the frame's length.</summary>
    public static void EndFrame(this OutboundBuffer output, FrameStart frame) =>
        VarInt.Write(output.Written(frame.Start, frame.Prefix), (ulong)(output.Length - frame.Start - frame.Prefix), frame.Prefix);

    /// <summary>Writes a frame of numbers.</summary>
    public static void WriteNumbers(this OutboundBuffer output, FrameKind kind, ulong id, ulong first, ulong? second = null)
    {
        FrameStart frame = output.BeginFrame(kind, id, 2 * VarInt.MaxLength);
        output.WriteNumber(first);
        if (second is { } value)
            output.WriteNumber(value);
        output.EndFrame(frame);
    }

    public static void WriteNumber(this OutboundBuffer output, ulong value) => output.Advance(VarInt.Write(output.GetSpan(VarInt.MaxLength), value));

    public static void WriteErrorId(this OutboundBuffer output, ulong id)
    {
        BinaryPrimitives.WriteUInt64BigEndian(output.GetSpan(sizeof(ulong)), id);
        output.Advance(sizeof(ulong));
    }

    /// <summary>Writes as much of a text as fits <see cref="ProtocolLimits.MaximumReasonBytes"/>, in whole characters.</summary>
    public static void WriteText(this OutboundBuffer output, string text)
    {
        Span<byte> room = output.GetSpan(ProtocolLimits.MaximumReasonBytes)[..ProtocolLimits.MaximumReasonBytes];
        Encoding.UTF8.GetEncoder().Convert(text, room, flush: true, out _, out int bytes, out _);
        output.Advance(bytes);
    }
}
