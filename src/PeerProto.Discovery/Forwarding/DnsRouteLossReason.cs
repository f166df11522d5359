namespace PeerProto.Discovery;

/// <summary>Why a route is not the one for a name.</summary>
public enum DnsRouteLossReason
{
    /// <summary>It is about other domains.</summary>
    OtherDomain,

    /// <summary>It takes a domain alone, and the name lies below that.</summary>
    ExactOnly,

    /// <summary>The name ends with the letters of its domain, but not at a dot.</summary>
    PartOfLabel,

    /// <summary>One of its exceptions takes the name out.</summary>
    Excepted,

    /// <summary>Another route is about the name more narrowly.</summary>
    Wider,

    /// <summary>Another route is as narrow, and stands before it.</summary>
    Later,
}
