using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.WideArea;

/// <summary>What is known of one domain, and until when.</summary>
internal sealed class WideAreaDomain(DnsName name)
{
    public DnsName Name { get; } = name;

    /// <summary>When its pointers are asked for again.</summary>
    public TimeSpan ExpiresAt { get; set; }

    /// <summary>When it is asked what other domains to browse.</summary>
    public TimeSpan RecommendsAt { get; set; }

    public Dictionary<DnsName, WideAreaInstance> Instances { get; } = [];

    /// <summary>When something here has expired.</summary>
    public TimeSpan NextDue => Instances.Values.Select(static instance => instance.ExpiresAt).Append(ExpiresAt).Append(RecommendsAt).Min();
}
