namespace PeerProto.Diagnostics;

/// <summary>What the system says of an interface.</summary>
internal enum LinkState
{
    /// <summary>It is off, or has no carrier.</summary>
    Down,

    /// <summary>It is on, with a carrier.</summary>
    Up,

    /// <summary>There is no such interface any more. One that is made anew, even by the same name, is another.</summary>
    Gone,
}
