using System.Buffers.Binary;
using System.Net;

namespace PeerProto.Discovery.Native;

/// <summary>Reads the <c>sockaddr</c> of an address: its family stands at another place and has another number on each system, the rest is the same.</summary>
internal static unsafe class NativeSocketAddress
{
    private const int IPv4Family = 2;
    private const int IPv4Offset = 4;
    private const int IPv4Length = 4;
    private const int IPv6Offset = 8;
    private const int IPv6Length = 16;

    private static int IPv6Family => SystemKind.IsApple ? 30 : OperatingSystem.IsWindows() ? 23 : 10;

    /// <summary>The address, or null where it is of another family. A link-local one gets the scope of the interface that it was seen on.</summary>
    public static IPAddress? Read(byte* address, uint interfaceIndex)
    {
        if (address is null)
            return null;
        int family = SystemKind.IsApple ? address[1] : BinaryPrimitives.ReadInt16LittleEndian(new ReadOnlySpan<byte>(address, sizeof(short)));
        return family == IPv4Family ? new IPAddress(new ReadOnlySpan<byte>(address + IPv4Offset, IPv4Length))
            : family == IPv6Family ? AddressRecords.Scoped(new IPAddress(new ReadOnlySpan<byte>(address + IPv6Offset, IPv6Length)), interfaceIndex)
            : null;
    }
}
