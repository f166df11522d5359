namespace PeerProto.Generators.Model;

/// <summary>How a view has a member.</summary>
internal enum ViewMemberKind
{
    /// <summary>By value, decoded when the view is made.</summary>
    Value,

    /// <summary>A string where it lies.</summary>
    String,

    /// <summary>Binary data where it lies.</summary>
    Binary,

    /// <summary>The view of another message.</summary>
    View,

    /// <summary>The view of another message or nothing, made when it is asked for: a message may lie in itself.</summary>
    OptionalView,

    /// <summary>Decoded when it is asked for.</summary>
    Decoded,

    /// <summary>As <see cref="Decoded"/>, checked element by element.</summary>
    DecodedElements,
}
