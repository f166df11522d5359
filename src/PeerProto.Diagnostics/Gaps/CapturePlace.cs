namespace PeerProto;

/// <summary>Where a capture was made.</summary>
public enum CapturePlace
{
    /// <summary>On the device that misses data: what is in the capture has reached its network interface.</summary>
    Receiver,

    /// <summary>On the sender or another machine: what is in the capture was sent, and may not have reached the receiver.</summary>
    Elsewhere,
}
