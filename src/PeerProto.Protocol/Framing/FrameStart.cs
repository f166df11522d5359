namespace PeerProto.Protocol.Framing;

/// <summary>A frame that is being written: where it starts in its buffer, and the room that is kept for its length.</summary>
/// <param name="Start">Where it starts.</param>
/// <param name="Prefix">The room.</param>
/// <param name="Lead">The bytes of the frame in front that belongs to it and goes where it goes.</param>
internal readonly record struct FrameStart(int Start, int Prefix, int Lead = 0)
{
    /// <summary>Where the two begin.</summary>
    public int From => Start - Lead;
}
