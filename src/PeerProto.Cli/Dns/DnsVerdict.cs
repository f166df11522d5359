using PeerProto.Discovery;

namespace PeerProto.Cli.Dns;

/// <summary>Who is asked about a name.</summary>
/// <param name="AsGiven">As the input says.</param>
/// <param name="Otherwise">As it would be otherwise: as <c>matchDomains</c> where the input is rules of the forwarder, and with exact names where it is one of Apple's kinds.</param>
/// <param name="IsApple">Whether the input is one of Apple's kinds.</param>
internal sealed record DnsVerdict(DnsRouteExplanation AsGiven, DnsRouteExplanation Otherwise, bool IsApple)
{
    /// <summary>What the other way would be, for people.</summary>
    public string OtherWay => IsApple ? "With exact names, as the forwarder has them" : "As matchDomains on Apple's systems";

    /// <summary>Whether both ways ask the same.</summary>
    public bool IsSame => AsGiven.Upstream == Otherwise.Upstream || AsGiven.Upstream?.Name == Otherwise.Upstream?.Name;
}
