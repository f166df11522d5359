using System.Net;
using System.Net.NetworkInformation;

namespace PeerProto.Diagnostics;

/// <summary>An interface whose frames are read, and on which some are sent. Ethernet headers come first.</summary>
internal interface ILinkTap : IDisposable
{
    PhysicalAddress HardwareAddress { get; }

    /// <summary>Whether the interface is up now, with a carrier.</summary>
    bool IsUp { get; }

    /// <summary>The interface's first IPv4 address now; null where it has none.</summary>
    IPAddress? Address { get; }

    /// <summary>The network of that address.</summary>
    IPNetwork? Network { get; }

    /// <summary>Reads the next frame, cut where there is no more room.</summary>
    ValueTask<int> ReadAsync(Memory<byte> frame, CancellationToken cancellationToken);

    /// <summary>Waits for the next change of the link.</summary>
    ValueTask<LinkState> ReadStateAsync(CancellationToken cancellationToken);

    ValueTask SendAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken);

    /// <summary>How many frames the system has dropped so far, since they were not read in time. One caller at a time.</summary>
    long Drops { get; }
}
