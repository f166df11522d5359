using System.Buffers;
using MemoryPack;

namespace PeerProto.Benchmarks.Codec.Serializers;

/// <summary>MemoryPack with its generated code.</summary>
internal readonly struct MemoryPackCopy<T> : ISerializer<T>
{
    public static string Name => "MemoryPack 1.21";

    public static void Write(ArrayBufferWriter<byte> output, in T value) => MemoryPackSerializer.Serialize(output, in value);

    public static T Read(byte[] bytes) => MemoryPackSerializer.Deserialize<T>(bytes)!;
}
