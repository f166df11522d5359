using System.Buffers;
using MessagePack;
using MessagePack.Resolvers;

namespace PeerProto.Benchmarks.Codec.Serializers;

/// <summary>MessagePack-CSharp with formatters in the shape that its generator emits, and identifiers as 16 bytes.</summary>
internal readonly struct MessagePackCSharp<T> : ISerializer<T>
{
    private static readonly MessagePackSerializerOptions Options = MessagePackSerializerOptions.Standard.WithResolver(
        CompositeResolver.Create(
            [new SmallMessageFormatter(), new ChatMessageFormatter(), new LargeMessageFormatter()],
            [NativeGuidResolver.Instance, BuiltinResolver.Instance]));

    public static string Name => "MessagePack-CSharp 2.5";

    public static void Write(ArrayBufferWriter<byte> output, in T value) => MessagePackSerializer.Serialize(output, value, Options);

    public static T Read(byte[] bytes) => MessagePackSerializer.Deserialize<T>(bytes, Options);
}
