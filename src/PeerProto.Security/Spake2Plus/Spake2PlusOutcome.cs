namespace PeerProto.Security.Spake2Plus;

/// <summary>What came of a message of the other side.</summary>
internal enum Spake2PlusOutcome
{
    /// <summary>Its share is no point of the group, or one that nobody who follows the protocol sends.</summary>
    Malformed,

    /// <summary>It does not know the passcode, or not these parties.</summary>
    Wrong,

    /// <summary>It knows the passcode.</summary>
    Proved,
}
