using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.Mdns;

/// <summary>A record that this host has to tell on a link.</summary>
/// <param name="Record">The record.</param>
/// <param name="IsDenial">Whether it says which types a name of ours has; told only with other records, or when there is nothing else to say.</param>
internal sealed record OwnRecord(DnsRecord Record, bool IsDenial)
{
    /// <summary>The claims it comes with: one, unless several services lead to the same.</summary>
    public List<Claim> Claims { get; } = [];
}
