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

    /// <summary>One of several types, with the number that tells which.</summary>
    Union,

    /// <summary>A foreign type, in whose place another type travels.</summary>
    Surrogate,

    /// <summary>What a codec of the app's own writes.</summary>
    Custom,

    /// <summary>A value type or nothing.</summary>
    Nullable,

    /// <summary>A reference type or nothing.</summary>
    Optional,

    /// <summary>A type parameter of a generic message, whose codec is a parameter too.</summary>
    Parameter,

    /// <summary>A type parameter or nothing: nil where the argument is a type that can be null.</summary>
    OptionalParameter,

    /// <summary>A fixed number of values of any types.</summary>
    Tuple,

    Sequence,
    Map,
}
