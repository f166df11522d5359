using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace PeerProto.Diagnostics;

/// <summary>Asks Linux for the present state of an interface (netdevice(7)), in the network of the socket that asks.</summary>
/// <param name="socket">The socket.</param>
/// <param name="name">The interface.</param>
internal sealed partial class LinkQuery(Socket socket, string name)
{
    private const nuint GetFlags = 0x8913, GetAddress = 0x8915, GetMask = 0x891B;
    private const int NameLength = 16, RequestLength = 40, AddressPlace = NameLength + 4;
    private const ushort UpAndRunning = 0x1 | 0x40;

    /// <summary>Whether it is up, with a carrier; null where there is no such interface.</summary>
    public bool? IsUp => Ask(GetFlags) is { } answer ? (MemoryMarshal.Read<ushort>(answer.AsSpan(NameLength)) & UpAndRunning) == UpAndRunning : null;

    /// <summary>Its first IPv4 address; null where it has none.</summary>
    public IPAddress? Address => Ask(GetAddress) is { } answer ? new IPAddress(answer.AsSpan(AddressPlace, 4)) : null;

    /// <summary>The network of that address.</summary>
    public IPNetwork? Network
    {
        get
        {
            if (Ask(GetAddress) is not { } address || Ask(GetMask) is not { } mask)
                return null;
            int length = 0;
            byte[] start = new byte[4];
            for (int i = 0; i < start.Length; i++)
            {
                start[i] = (byte)(address[AddressPlace + i] & mask[AddressPlace + i]);
                length += System.Numerics.BitOperations.PopCount(mask[AddressPlace + i]);
            }

            return new IPNetwork(new IPAddress(start), length);
        }
    }

    private byte[]? Ask(nuint request)
    {
        byte[] question = new byte[RequestLength];
        Encoding.UTF8.GetBytes(name, question);
        return Control(socket.SafeHandle, request, question) == 0 ? question : null;
    }

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(SafeSocketHandle socket, nuint request, byte[] question);
}
