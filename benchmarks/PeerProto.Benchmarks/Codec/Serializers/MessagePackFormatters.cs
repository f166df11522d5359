using MessagePack;
using MessagePack.Resolvers;

namespace PeerProto.Benchmarks.Codec.Serializers;

/// <summary>MessagePack-CSharp's formatters of the messages, in the shape that its generator emits, and identifiers as 16 bytes.</summary>
internal static class MessagePackFormatters
{
    public static MessagePackSerializerOptions Options { get; } = MessagePackSerializerOptions.Standard.WithResolver(
        CompositeResolver.Create(
            [new SmallMessageFormatter(), new ChatMessageFormatter(), new LargeMessageFormatter()],
            [NativeGuidResolver.Instance, BuiltinResolver.Instance, PrimitiveObjectResolver.Instance]));
}
