using System.Buffers;
using PeerProto.Benchmarks.Messages;

namespace PeerProto.Benchmarks.Codec.Serializers;

internal readonly struct ChatByHand : ISerializer<ChatMessage>
{
    public static string Name => HandWritten.Name;

    public static void Write(ArrayBufferWriter<byte> output, in ChatMessage value) => HandWritten.WriteChat(output, value);

    public static ChatMessage Read(byte[] bytes) => HandWritten.ReadChat(bytes);
}
