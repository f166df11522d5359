using System.Buffers.Binary;
using PeerProto.Benchmarks.Codec;
using PeerProto.Benchmarks.Link.Carriers;
using PeerProto.Benchmarks.Messages;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>What a colleague would write by hand for one message type: 60 bytes of MessagePack through the pump, decoded, and handed to a callback.</summary>
internal sealed class TypedSketchRow(Carrier carrier) : PumpedRow(carrier)
{
    private readonly SmallMessage _message = SmallMessage.Sample;
    private readonly Action<SmallMessage, LinkMeter> _callback = static (message, meter) => meter.Count(message);

    protected override int Write(Span<byte> span)
    {
        int length = HandWritten.WriteSmall(span[Framing.PrefixBytes..], _message);
        BinaryPrimitives.WriteInt32LittleEndian(span, length);
        return Framing.PrefixBytes + length;
    }

    protected override Task ServeAsync(Stream stream, LinkMeter meter) => Framing.ReadAsync(stream, body => _callback(HandWritten.ReadSmall(body), meter));
}
