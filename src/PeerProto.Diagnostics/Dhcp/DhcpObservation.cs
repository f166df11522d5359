using System.Net;
using System.Net.NetworkInformation;

namespace PeerProto;

/// <summary>Something seen of a client and its address, with what it means.</summary>
public sealed record DhcpObservation
{
    /// <summary>When the packet was seen that shows it.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>What it is.</summary>
    public required DhcpObservationKind Kind { get; init; }

    /// <summary>The client; null for what concerns the interface.</summary>
    public PhysicalAddress? Client { get; init; }

    /// <summary>The address that the client wants, gets or uses; null where none is said.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>The server that speaks or is meant; null where none is said.</summary>
    public IPAddress? Server { get; init; }

    /// <summary>The number of the DHCP exchange; null where it is no DHCP message.</summary>
    public uint? TransactionId { get; init; }

    /// <summary>How long the address is given for; null where nothing is said, <see cref="Timeout.InfiniteTimeSpan"/> for good.</summary>
    public TimeSpan? LeaseTime { get; init; }

    /// <summary>The client's name for itself; null where it says none. Text of a stranger.</summary>
    public string? HostName { get; init; }

    /// <summary>What showed a <see cref="DhcpObservationKind.SilentReuse"/> or <see cref="DhcpObservationKind.Known"/>; null otherwise.</summary>
    public ArpEvidence? Evidence { get; init; }

    /// <summary>Whether it is sure. A <see cref="DhcpObservationKind.SilentReuse"/> is sure where the link was seen to come up, and a server is known to have given this address to this client; otherwise its address may be a fixed one.</summary>
    public bool IsCertain { get; init; } = true;

    /// <summary>What it means, as a sentence without its full stop.</summary>
    public required string Meaning { get; init; }

    /// <summary>What the operator of the network should do, as a sentence without its full stop; empty where nothing is to be done.</summary>
    public string NextStep { get; init; } = "";

    /// <summary>Whether something is to be looked at.</summary>
    public bool NeedsAttention => NextStep.Length > 0;
}
