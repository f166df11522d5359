using System.Diagnostics.CodeAnalysis;

namespace PeerProto.Apple;

/// <summary>What a value of a property list is.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "Integer is the word of the format.")]
public enum PropertyListKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A whole number of up to 128 bits.</summary>
    Integer,

    /// <summary>A number with a fraction.</summary>
    Real,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A moment.</summary>
    Date,

    /// <summary>Bytes.</summary>
    Data,

    /// <summary>Values in their order.</summary>
    Array,

    /// <summary>Values by name.</summary>
    Dictionary,

    /// <summary>A reference of an archive; in binary lists only.</summary>
    Reference,
}
