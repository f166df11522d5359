namespace PeerProto.Apple;

/// <summary>What a block is called with, behind itself.</summary>
internal enum BlockShape
{
    /// <summary>One object.</summary>
    Object,

    /// <summary>Two objects.</summary>
    TwoObjects,

    /// <summary>A BOOL.</summary>
    Flag,
}
