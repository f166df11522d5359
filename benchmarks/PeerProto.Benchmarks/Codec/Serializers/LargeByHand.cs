using System.Buffers;
using PeerProto.Benchmarks.Messages;

namespace PeerProto.Benchmarks.Codec.Serializers;

internal readonly struct LargeByHand : ISerializer<LargeMessage>
{
    public static string Name => HandWritten.Name;

    public static void Write(ArrayBufferWriter<byte> output, in LargeMessage value) => HandWritten.WriteLarge(output, value);

    public static LargeMessage Read(byte[] bytes) => HandWritten.ReadLarge(bytes);
}
