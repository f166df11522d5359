namespace PeerProto.Protocol.Framing;

/// <summary>What <see cref="FrameScanner"/> found.</summary>
public enum FrameScan
{
    /// <summary>A whole frame.</summary>
    Frame,

    /// <summary>The beginning of a frame; more bytes are needed.</summary>
    Incomplete,

    /// <summary>A frame that announces more bytes than allowed.</summary>
    TooLarge,

    /// <summary>A frame that announces no bytes, not even its kind.</summary>
    Empty,
}
