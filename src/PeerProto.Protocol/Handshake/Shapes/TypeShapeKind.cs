namespace PeerProto.Protocol.Handshake.Shapes;

/// <summary>What a <see cref="TypeShape"/> is.</summary>
public enum TypeShapeKind
{
    /// <summary>A word such as <c>i32</c>, <c>str</c> or <c>any</c>.</summary>
    Scalar,

    /// <summary><c>T?</c>: nil, or the only part.</summary>
    Optional,

    /// <summary><c>[T]</c>: an array of the only part.</summary>
    Sequence,

    /// <summary><c>{K:V}</c>: a map of the two parts.</summary>
    Map,

    /// <summary><c>(0:A,2!:B)</c>: a message whose members are known by number.</summary>
    Message,

    /// <summary><c>{"a":A,"b"!:B}</c>: a message whose members are known by text.</summary>
    KeyedMessage,

    /// <summary><c>&lt;0:A,1:B,*&gt;</c>: one of several types, told by number.</summary>
    Union,

    /// <summary><c>^0</c>: a message or union that this type lies in.</summary>
    Reference,
}
