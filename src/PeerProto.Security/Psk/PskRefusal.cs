namespace PeerProto.Security.Psk;

/// <summary>Why one side of a handshake gave up, where it knows.</summary>
internal enum PskRefusal
{
    /// <summary>Nothing of the kinds below.</summary>
    None,

    /// <summary>The other side named no pre-shared key, or passed over the one it was offered.</summary>
    NoPreSharedKey,

    /// <summary>The other side named a key that is not known here.</summary>
    UnknownIdentity,

    /// <summary>The other side has no ephemeral key exchange, and this one requires it.</summary>
    NoForwardSecrecy,
}
