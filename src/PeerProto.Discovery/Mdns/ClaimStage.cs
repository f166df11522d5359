namespace PeerProto.Discovery.Mdns;

/// <summary>How far a claim has come on one link (RFC 6762 section 8).</summary>
internal enum ClaimStage
{
    /// <summary>Asking whether anybody has the name.</summary>
    Probing,

    /// <summary>The name is taken and being told.</summary>
    Announcing,

    /// <summary>The name is taken and known.</summary>
    Established,
}
