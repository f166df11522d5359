using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.WideArea;

/// <summary>What is known of one instance of a service, and until when.</summary>
internal sealed class WideAreaInstance(DnsName name)
{
    /// <summary>How many addresses of one host are taken.</summary>
    public const int MaximumAddresses = 16;

    /// <summary>How many times in a row nobody may answer about it before it is forgotten.</summary>
    public const int MaximumFailures = 5;

    private int _failures;

    public DnsName Name { get; } = name;

    /// <summary>The service, or null where it is not known or leads nowhere.</summary>
    public DiscoveredService? Service { get; private set; }

    /// <summary>When it is asked about again.</summary>
    public TimeSpan ExpiresAt { get; private set; }

    /// <summary>Whether nobody has answered about it for too long.</summary>
    public bool IsForgotten => _failures >= MaximumFailures;

    public void Set(DiscoveredService? service, TimeSpan expiresAt)
    {
        _failures = 0;
        Service = service;
        ExpiresAt = expiresAt;
    }

    /// <summary>Nobody answered about it: what is known stays for a while.</summary>
    public void Retry(TimeSpan at)
    {
        _failures++;
        ExpiresAt = at;
    }
}
