using System.Buffers;
using MessagePack;

namespace PeerProto.Benchmarks.Codec.Serializers;

/// <summary>MessagePack-CSharp.</summary>
internal readonly struct MessagePackCSharp<T> : ISerializer<T>
{
    private static readonly MessagePackSerializerOptions Options = MessagePackFormatters.Options;

    public static string Name => "MessagePack-CSharp 2.5";

    public static void Write(ArrayBufferWriter<byte> output, in T value) => MessagePackSerializer.Serialize(output, value, Options);

    public static T Read(byte[] bytes) => MessagePackSerializer.Deserialize<T>(bytes, Options);
}
