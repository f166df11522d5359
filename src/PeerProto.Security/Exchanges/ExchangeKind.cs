namespace PeerProto.Security.Exchanges;

/// <summary>The frames that sides authenticate each other with, behind TLS and before the first hello, and in pairings. Numbers of the connection's frame kinds that no connection uses.</summary>
internal enum ExchangeKind : byte
{
    /// <summary>None of these: another program, or another protocol.</summary>
    Foreign = 0x00,

    /// <summary>The hello of a side that asks for no proof.</summary>
    Hello = 0x01,

    /// <summary>Initiator: its share of SPAKE2+, 65 bytes.</summary>
    Share = 0x30,

    /// <summary>Acceptor: its share, 65 bytes, and its confirmation, 32 bytes.</summary>
    Answer = 0x31,

    /// <summary>Initiator: its confirmation, 32 bytes. In a pairing by ticket both sides: the proof that they have it, 32 bytes.</summary>
    Proof = 0x32,

    /// <summary>Initiator of a pairing: its way, 1 byte.</summary>
    Begin = 0x33,

    /// <summary>Initiator of a pairing by comparison: the hash of what it will reveal, 32 bytes.</summary>
    Commit = 0x34,

    /// <summary>Both sides of a pairing by comparison, the acceptor first: a random number, 32 bytes.</summary>
    Reveal = 0x35,

    /// <summary>Both sides of a pairing, once their people agree: who they are.</summary>
    Card = 0x36,

    /// <summary>Either side, as its last frame: why it goes no further.</summary>
    Refuse = 0x37,
}
