using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.WideArea;

/// <summary>What is known of one domain, and until when.</summary>
internal sealed class WideAreaDomain(DnsName name)
{
    public DnsName Name { get; } = name;

    /// <summary>Whether the app named it, and not another domain.</summary>
    public bool IsConfigured { get; init; }

    /// <summary>The domains that its administrator recommends.</summary>
    public IReadOnlySet<DnsName> Recommended { get; set; } = new HashSet<DnsName>();

    /// <summary>When its pointers are asked for again.</summary>
    public TimeSpan ExpiresAt { get; set; }

    /// <summary>When it is asked what other domains to browse.</summary>
    public TimeSpan RecommendsAt { get; set; }

    public Dictionary<DnsName, WideAreaInstance> Instances { get; } = [];

    /// <summary>When something here has expired.</summary>
    public TimeSpan NextDue => Instances.Values.Select(static instance => instance.ExpiresAt).Append(ExpiresAt).Append(RecommendsAt).Min();
}
