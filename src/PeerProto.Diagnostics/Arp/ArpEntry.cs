using System.Net;
using System.Net.NetworkInformation;

namespace PeerProto;

/// <summary>Who uses an address.</summary>
/// <param name="Address">The IPv4 address.</param>
/// <param name="HardwareAddress">The client.</param>
/// <param name="Evidence">What showed it last.</param>
/// <param name="LastSeen">When.</param>
public sealed record ArpEntry(IPAddress Address, PhysicalAddress HardwareAddress, ArpEvidence Evidence, DateTimeOffset LastSeen);
