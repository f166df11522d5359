using System.Net;

namespace PeerProto.Discovery.DnsSd;

/// <summary>Which addresses of another host are worth connecting to.</summary>
internal static class UsableAddress
{
    private const byte FirstGroupByte = 0xE0;

    /// <summary>
    /// Whether an address may be that of another host: not one of this machine, of nobody, of a group or of everybody, and none from the ranges that nobody has (RFC 6890).
    /// </summary>
    public static bool Is(IPAddress address) => !IPAddress.IsLoopback(address) && IsLoopbackOrUsable(address);

    /// <summary>The same where the network is loopback itself.</summary>
    public static bool IsLoopbackOrUsable(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        return address.TryWriteBytes(bytes, out int length)
            && (length == 4
                ? bytes[0] is > 0 and < FirstGroupByte
                : !address.Equals(IPAddress.IPv6Any) && !address.IsIPv6Multicast && !address.IsIPv4MappedToIPv6);
    }
}
