using System.Buffers;
using Nerdbank.MessagePack;
using PolyType;

namespace PeerProto.Benchmarks.Codec.Serializers;

/// <summary>Nerdbank.MessagePack with shapes from PolyType's generator, messages as arrays.</summary>
internal readonly struct NerdbankMessagePack<T> : ISerializer<T>
    where T : IShapeable<T>
{
    private static readonly MessagePackSerializer Serializer = new();

    public static string Name => "Nerdbank.MessagePack 1.3";

    public static void Write(ArrayBufferWriter<byte> output, in T value) => Serializer.Serialize(output, in value);

    public static T Read(byte[] bytes) => Serializer.Deserialize<T>(bytes)!;
}
