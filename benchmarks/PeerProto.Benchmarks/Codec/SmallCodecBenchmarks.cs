using System.Buffers;
using PeerProto.Benchmarks.Messages;

namespace PeerProto.Benchmarks.Codec;

public class SmallCodecBenchmarks() : CodecBenchmarks<SmallMessage, SmallMessage.PeerCodec>(SmallMessage.Sample)
{
    protected override void WriteByHand(IBufferWriter<byte> output, in SmallMessage value) => HandWritten.WriteSmall(output, in value);

    protected override SmallMessage ReadByHand(ReadOnlySpan<byte> bytes) => HandWritten.ReadSmall(bytes);
}
