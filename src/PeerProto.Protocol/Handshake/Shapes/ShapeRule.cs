namespace PeerProto.Protocol.Handshake.Shapes;

/// <summary>The rule of <c>docs/evolution.md</c> that a difference falls under.</summary>
public enum ShapeRule
{
    /// <summary>The contracts have different names.</summary>
    Name,

    /// <summary>One number stands for a channel on one side and for a call on the other.</summary>
    Word,

    /// <summary>A channel has another delivery: each sender follows its own.</summary>
    Delivery,

    /// <summary>A call is of another kind.</summary>
    CallKind,

    /// <summary>A channel or call carries something that the other side's does not.</summary>
    Field,

    /// <summary>The types have no common form on the wire.</summary>
    Type,

    /// <summary>Only one side allows nil.</summary>
    Nullability,

    /// <summary>Integers of another width or sign: a value that the reader's type cannot hold is an error there.</summary>
    IntegerRange,

    /// <summary>A member that one side needs is missing on the other.</summary>
    RequiredMember,

    /// <summary>A member that cannot be nil lies in a gap of the other side, which sends nil there.</summary>
    NilInGap,

    /// <summary>A case of a union is missing on a side that keeps no unknown ones: sending it there is an error.</summary>
    UnionCase,

    /// <summary>The recursive types are too intertwined to compare within bounds.</summary>
    Complexity,
}
