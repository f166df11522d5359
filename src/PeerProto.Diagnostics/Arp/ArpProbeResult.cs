using System.Net;
using System.Net.NetworkInformation;

namespace PeerProto;

/// <summary>Who answered when an address was asked for.</summary>
/// <param name="Address">The address.</param>
/// <param name="HardwareAddress">Who uses it; null where nobody answered.</param>
/// <param name="Elapsed">How long the answer took; null where none came.</param>
public sealed record ArpProbeResult(IPAddress Address, PhysicalAddress? HardwareAddress, TimeSpan? Elapsed)
{
    /// <summary>Whether somebody answers for the address.</summary>
    public bool IsInUse => HardwareAddress is not null;

    /// <summary>
    /// Whether the same station answers for several of the addresses that were asked for. It is a proxy then (RFC 1027), such as a router that answers for every address: its answer does
    /// not show that a client uses this one.
    /// </summary>
    public bool IsShared { get; init; }
}
