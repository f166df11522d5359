namespace PeerProto;

/// <summary>
/// Lets a codec of the app's own write and read a member, whatever the member's type. Peers see its bytes and do not know what they mean: give the
/// codec a <see cref="WireShapeAttribute"/> where they are those of a type that travels.
/// </summary>
/// <param name="codec">
/// A struct that implements <see cref="CompilerServices.IPeerCodec{T}"/> for the member's type, or for the type inside its <c>?</c>.
/// It must write exactly one MessagePack value and read the same one.
/// </param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class PeerCodecAttribute(Type codec) : Attribute
{
    /// <summary>The codec.</summary>
    public Type Codec { get; } = codec;
}
