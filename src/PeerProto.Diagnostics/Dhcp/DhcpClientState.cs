using System.Net;
using System.Net.NetworkInformation;

namespace PeerProto.Diagnostics;

/// <summary>What an observer knows of a client.</summary>
internal sealed class DhcpClientState(PhysicalAddress client)
{
    public PhysicalAddress Client { get; } = client;

    /// <summary>The address that a server gave it last.</summary>
    public IPAddress? Leased { get; set; }

    /// <summary>When it asked a server last.</summary>
    public DateTimeOffset? Asked { get; set; }

    /// <summary>When it announced its address, where nothing else tells of the link: the first time since it asked a server.</summary>
    public DateTimeOffset? Joined { get; set; }

    /// <summary>When its use of an address was told last.</summary>
    public DateTimeOffset? Told { get; set; }

    /// <summary>The exchange whose silence was told last.</summary>
    public uint? Unanswered { get; set; }

    /// <summary>A use of an address that is told unless it asks a server in time.</summary>
    public LinkedListNode<PendingReuse>? Reuse { get; set; }

    /// <summary>A question that waits for its answer.</summary>
    public LinkedListNode<PendingAnswer>? Answer { get; set; }
}
