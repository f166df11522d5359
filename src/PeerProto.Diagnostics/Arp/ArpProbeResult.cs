using System.Net;
using System.Net.NetworkInformation;

namespace PeerProto;

/// <summary>Who answered when an address was asked for.</summary>
/// <param name="Address">The address.</param>
/// <param name="HardwareAddress">Who uses it; null where nobody answered.</param>
/// <param name="Elapsed">How long the answer took; null where none came.</param>
public sealed record ArpProbeResult(IPAddress Address, PhysicalAddress? HardwareAddress, TimeSpan? Elapsed)
{
    /// <summary>Whether somebody uses the address.</summary>
    public bool IsInUse => HardwareAddress is not null;
}
