namespace PeerProto.Apple;

/// <summary>How two data sets differ in one type.</summary>
public enum ThreadDifferenceKind
{
    /// <summary>Only the second has it.</summary>
    Added,

    /// <summary>Only the first has it.</summary>
    Removed,

    /// <summary>Both have it, with other values.</summary>
    Changed,
}
