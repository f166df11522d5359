namespace PeerProto.Apple;

/// <summary>What an on-demand rule of a DNS configuration does.</summary>
public enum DnsOnDemandAction
{
    /// <summary>The configuration is used.</summary>
    Connect,

    /// <summary>It is not used.</summary>
    Disconnect,

    /// <summary>It is used, except for domains that the rule's parameters take out.</summary>
    EvaluateConnection,
}
