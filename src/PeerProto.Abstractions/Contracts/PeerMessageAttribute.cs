namespace PeerProto;

/// <summary>
/// Marks a partial struct, record or class as a message: the generator gives it a codec that writes and reads it as a MessagePack
/// array. Its members carry <see cref="MemberAttribute"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class PeerMessageAttribute : Attribute;
