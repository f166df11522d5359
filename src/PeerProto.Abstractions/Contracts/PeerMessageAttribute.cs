namespace PeerProto;

/// <summary>
/// Marks a partial struct, record or class as a message: the generator gives it a codec that writes and reads it as a MessagePack
/// array. Its members carry <see cref="MemberAttribute"/>. On an abstract class or an interface it makes a union, whose cases
/// <see cref="UnionCaseAttribute"/> names.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
public sealed class PeerMessageAttribute : Attribute
{
    /// <summary>
    /// Whether the message also gets a <c>View</c>: a <c>ref struct</c> with its members, which lie where they were received. Strings become
    /// <see cref="BorrowedString"/>, binary data a sequence of bytes, both borrowed: a view and what was taken from it are valid until the handler
    /// returns. Numbers and the like are there by value; everything else is decoded when it is asked for. A view is checked whole when it is made.
    /// False unless told otherwise.
    /// </summary>
    public bool View { get; set; }
}
