namespace PeerProto.Apple;

/// <summary>Why credentials cannot be stored or had.</summary>
public enum ThreadCredentialProblem
{
    /// <summary>None of the others; the cause tells more.</summary>
    Unknown,

    /// <summary>The system's service does not answer: there is none, or it ended (Cocoa 4097).</summary>
    ServiceUnavailable,

    /// <summary>The system's service refused the app, usually because the entitlement is not in its signature (Cocoa 4099).</summary>
    ServiceRefused,

    /// <summary>The user said no.</summary>
    PermissionDenied,

    /// <summary>The credentials belong to another team.</summary>
    OtherTeam,

    /// <summary>The data set is not a complete active one.</summary>
    InvalidDataset,

    /// <summary>No border agent with this identifier is on the local network.</summary>
    BorderAgentNotFound,

    /// <summary>This platform has no such store.</summary>
    NotSupported,

    /// <summary>The store's file can be used by others, is damaged, or cannot be read or written.</summary>
    FileUnusable,

    /// <summary>The store is full.</summary>
    Full,
}
