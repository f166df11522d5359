namespace PeerProto.Protocol.Framing;

/// <summary>A frame that is being written: where it starts in its buffer, and the room that is kept for its length.</summary>
internal readonly record struct FrameStart(int Start, int Prefix);
