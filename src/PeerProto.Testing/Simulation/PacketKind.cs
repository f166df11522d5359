namespace PeerProto.Testing;

/// <summary>What a packet says, after TCP's and QUIC's.</summary>
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

    /// <summary>The writer of a stream gives it up, after QUIC's RESET_STREAM (RFC 9000 section 19.4). Confirmed like the stream's end.</summary>
    ResetStream,

    /// <summary>The reader of a stream asks for no more, after QUIC's STOP_SENDING (RFC 9000 section 19.5). Said again for all that comes nevertheless.</summary>
    StopStream,
}
