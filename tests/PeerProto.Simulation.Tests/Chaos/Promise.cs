namespace PeerProto.Testing.Tests.Chaos;

/// <summary>What a channel promises, as far as the ledger checks it.</summary>
internal enum Promise
{
    /// <summary>Each once, in order, none missing.</summary>
    Ordered,

    /// <summary>Each once, none missing.</summary>
    Once,

    /// <summary>None twice, none behind a newer one.</summary>
    Newer,
}
