using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.NetworkInformation;
using PeerProto.Diagnostics;

namespace PeerProto;

/// <summary>A DHCP message of IPv4 (RFC 2131 section 2), as far as it tells who wants or gets which address.</summary>
public sealed record DhcpMessage
{
    /// <summary>The longest message that is read: what fits into an Ethernet frame of jumbo size.</summary>
    public const int MaximumBytes = 9216;

    /// <summary>The most characters of a text that are kept; option 81 and others may carry more.</summary>
    public const int MaximumTextLength = 255;

    /// <summary>What it is.</summary>
    public required DhcpMessageKind Kind { get; init; }

    /// <summary>Whether a server says it (op 2).</summary>
    public required bool IsReply { get; init; }

    /// <summary>The number that an answer has in common with its request (xid).</summary>
    public required uint TransactionId { get; init; }

    /// <summary>Whether the client can take answers by broadcast only (flags).</summary>
    public required bool WantsBroadcast { get; init; }

    /// <summary>The client's hardware address (chaddr).</summary>
    public required PhysicalAddress HardwareAddress { get; init; }

    /// <summary>The address that the client uses already (ciaddr); 0.0.0.0 where it has none.</summary>
    public required IPAddress ClientAddress { get; init; }

    /// <summary>The address that the server gives (yiaddr); 0.0.0.0 where it gives none.</summary>
    public required IPAddress YourAddress { get; init; }

    /// <summary>The relay that passed it on (giaddr); 0.0.0.0 where none did.</summary>
    public required IPAddress RelayAddress { get; init; }

    /// <summary>The address that the client wants (option 50); null where it wants none.</summary>
    public IPAddress? RequestedAddress { get; init; }

    /// <summary>The server that is meant or that speaks (option 54).</summary>
    public IPAddress? ServerIdentifier { get; init; }

    /// <summary>The network's mask (option 1).</summary>
    public IPAddress? SubnetMask { get; init; }

    /// <summary>The first router (option 3).</summary>
    public IPAddress? Router { get; init; }

    /// <summary>How long the address is given for (option 51); null where it says nothing; <see cref="Timeout.InfiniteTimeSpan"/> for good.</summary>
    public TimeSpan? LeaseTime { get; init; }

    /// <summary>After how long the client is to prolong it, T1 (option 58); as <see cref="LeaseTime"/>.</summary>
    public TimeSpan? RenewalTime { get; init; }

    /// <summary>After how long the client is to ask any server, T2 (option 59); as <see cref="LeaseTime"/>.</summary>
    public TimeSpan? RebindingTime { get; init; }

    /// <summary>The client's name for itself (option 12).</summary>
    public string? HostName { get; init; }

    /// <summary>What kind of client it is, in its own words (option 60).</summary>
    public string? VendorClass { get; init; }

    /// <summary>Why a server refuses, in its words (option 56).</summary>
    public string? ErrorText { get; init; }

    /// <summary>Reads a message.</summary>
    /// <param name="content">The content of a UDP datagram.</param>
    /// <exception cref="DhcpFormatException">It is no DHCP message, or a broken one.</exception>
    public static DhcpMessage Read(ReadOnlySpan<byte> content) => TryRead(content, out DhcpMessage? message, out string? cause) ? message : throw new DhcpFormatException(cause);

    /// <summary>Reads a message.</summary>
    /// <param name="content">The content of a UDP datagram.</param>
    /// <param name="message">The message; null where it is none.</param>
    /// <param name="cause">What is wrong, as a sentence without its full stop; null where nothing is.</param>
    /// <returns>False where it is no DHCP message, or a broken one.</returns>
    public static bool TryRead(ReadOnlySpan<byte> content, [NotNullWhen(true)] out DhcpMessage? message, [NotNullWhen(false)] out string? cause) =>
        DhcpMessageReader.TryRead(content, isCut: false, out message, out cause);
}
