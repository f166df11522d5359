namespace PeerProto.Testing;

/// <summary>What a packet says, after TCP's.</summary>
internal enum PacketKind
{
    /// <summary>Asks a listener for a link.</summary>
    Open,

    /// <summary>Gives it.</summary>
    Accept,

    /// <summary>Refuses it.</summary>
    Refuse,

    /// <summary>Bytes of a stream.</summary>
    Data,

    /// <summary>How far a stream has arrived, and how far it may go.</summary>
    Confirm,

    /// <summary>Asks for a confirmation, where the last one left no room.</summary>
    Probe,

    /// <summary>The link is no more.</summary>
    Reset,
}
