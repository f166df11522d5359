using System.Buffers;
using PeerProto.Benchmarks.Messages;

namespace PeerProto.Benchmarks.Codec.Serializers;

internal readonly struct SmallByHand : ISerializer<SmallMessage>
{
    public static string Name => HandWritten.Name;

    public static void Write(ArrayBufferWriter<byte> output, in SmallMessage value) => HandWritten.WriteSmall(output, in value);

    public static SmallMessage Read(byte[] bytes) => HandWritten.ReadSmall(bytes);
}
