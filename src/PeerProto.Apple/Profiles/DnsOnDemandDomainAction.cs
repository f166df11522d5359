namespace PeerProto.Apple;

/// <summary>What holds for the domains of an on-demand rule.</summary>
public enum DnsOnDemandDomainAction
{
    /// <summary>The configuration's server is not asked about them.</summary>
    NeverConnect,

    /// <summary>It is asked about them.</summary>
    ConnectIfNeeded,
}
