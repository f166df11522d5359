namespace PeerProto;

/// <summary>What happened to a service on the network.</summary>
public enum ServiceChangeKind
{
    /// <summary>The service appeared, or was already there when the browse began.</summary>
    Added,

    /// <summary>Its host, port, TXT record or addresses changed.</summary>
    Changed,

    /// <summary>It said goodbye, or nobody confirmed it for its time to live.</summary>
    Removed,
}
