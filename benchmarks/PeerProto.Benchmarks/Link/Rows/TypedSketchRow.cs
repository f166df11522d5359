using PeerProto.Benchmarks.Codec;
using PeerProto.Benchmarks.Messages;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>What a colleague would write by hand for one message type: 60 bytes of MessagePack through the pump, decoded, and handed to a callback.</summary>
internal sealed class TypedSketchRow : PumpedRow
{
    private readonly SmallMessage _message = SmallMessage.Sample;
    private readonly Action<SmallMessage, LinkMeter> _callback = static (message, meter) => PeerProtoRow.Receive(message, meter);

    public TypedSketchRow(bool isTls)
        : base(isTls)
    {
    }

    protected override int WriteBody(Span<byte> span) => HandWritten.WriteSmall(span, _message);

    protected override void Handle(ReadOnlySpan<byte> body, LinkMeter meter) => _callback(HandWritten.ReadSmall(body), meter);
}
