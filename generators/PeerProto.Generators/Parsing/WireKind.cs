namespace PeerProto.Generators.Parsing;

/// <summary>How a type looks on the wire.</summary>
internal enum WireKind
{
    Primitive,
    String,
    Binary,

    /// <summary>Any other value of one piece.</summary>
    Scalar,

    Message,

    /// <summary>A value type or nothing.</summary>
    Nullable,

    /// <summary>A reference type or nothing.</summary>
    Optional,

    Sequence,
    Map,
}
