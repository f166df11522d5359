using System.Buffers;
using PeerProto.Benchmarks.Messages;

namespace PeerProto.Benchmarks.Codec;

public class ChatCodecBenchmarks() : CodecBenchmarks<ChatMessage, ChatMessage.PeerCodec>(ChatMessage.Sample)
{
    protected override void WriteByHand(IBufferWriter<byte> output, in ChatMessage value) => HandWritten.WriteChat(output, value);

    protected override ChatMessage ReadByHand(ReadOnlySpan<byte> bytes) => HandWritten.ReadChat(bytes);
}
