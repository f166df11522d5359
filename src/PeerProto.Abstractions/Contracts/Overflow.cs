namespace PeerProto;

/// <summary>What becomes of a message that cannot leave because the peer lags behind.</summary>
public enum Overflow
{
    /// <summary>Its sender waits.</summary>
    Wait = 0,

    /// <summary>It waits in a line of limited length; where that is full, the oldest message in it is dropped.</summary>
    DropOldest = 1,

    /// <summary>It waits in a line of limited length; where that is full, it is dropped itself.</summary>
    DropNewest = 2,

    /// <summary>It waits, and a newer one takes its place.</summary>
    KeepLatest = 3,

    /// <summary>It waits in a line of limited length; where that is full, its sender gets a <see cref="PeerOverflowException"/>.</summary>
    Fail = 4,
}
