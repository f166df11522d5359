namespace PeerProto.Apple;

/// <summary>What a check of a data set can find.</summary>
public enum ThreadFindingKind
{
    /// <summary>The bytes do not read as TLVs to their end.</summary>
    Broken,

    /// <summary>There are more than 254 bytes.</summary>
    TooLong,

    /// <summary>A type stands there twice.</summary>
    Duplicate,

    /// <summary>Something that a complete data set has is not there.</summary>
    Missing,

    /// <summary>A value has a length that its type cannot have.</summary>
    WrongLength,

    /// <summary>A type without a name, kept as it is.</summary>
    UnknownType,

    /// <summary>A type that belongs elsewhere, not into a data set.</summary>
    NotOfADataset,

    /// <summary>The channel is not one of 11 to 26 on page 0.</summary>
    ChannelOutOfRange,

    /// <summary>The channel is not in the channel mask.</summary>
    ChannelNotInMask,

    /// <summary>The mask is not made of entries of four bytes.</summary>
    ChannelMaskMalformed,

    /// <summary>The PAN identifier is FFFF, which is for broadcasts.</summary>
    PanIdIsBroadcast,

    /// <summary>The extended PAN identifier is all zeros or all ones.</summary>
    ExtendedPanIdUnusable,

    /// <summary>The name is not UTF-8, or holds a control character.</summary>
    NameMalformed,

    /// <summary>The mesh-local prefix does not begin with <c>fd</c>.</summary>
    PrefixNotLocal,

    /// <summary>The timestamp is zero; a network that was formed has at least 1.</summary>
    TimestampIsZero,

    /// <summary>The keys would change more often than every two hours.</summary>
    RotationTooShort,

    /// <summary>The delay is shorter than 30 seconds or longer than 72 hours.</summary>
    DelayOutOfRange,

    /// <summary>A key is all zeros: it was redacted, or never set.</summary>
    KeyIsZero,

    /// <summary>The network key stands in documentation: everybody has it.</summary>
    KeyIsPublished,
}
