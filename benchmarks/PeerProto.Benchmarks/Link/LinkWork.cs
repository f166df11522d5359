namespace PeerProto.Benchmarks.Link;

/// <summary>What a row does over and over, and therefore what is counted.</summary>
internal enum LinkWork
{
    /// <summary>64-byte messages in one direction.</summary>
    OneWay,

    /// <summary>64 bytes there and back, one at a time.</summary>
    Call,

    /// <summary>64 KiB chunks in one direction.</summary>
    Bulk,

    /// <summary>256-byte messages from the server to each of many clients in one process. A delivery counts.</summary>
    FanOut,
}
