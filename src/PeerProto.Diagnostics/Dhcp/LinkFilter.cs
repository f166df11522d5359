using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace PeerProto.Diagnostics;

/// <summary>A program for Linux' packet filter (socket(7), SO_ATTACH_FILTER): ARP and DHCP come whole, of other IPv4 packets the heads, of the rest and of VLANs nothing.</summary>
internal static class LinkFilter
{
    /// <summary>The most bytes of a frame.</summary>
    public const int WholeFrame = 2048;

    private const int Head = 64;
    private const int SocketLevel = 1, AttachFilter = 26;

    private const ushort LoadWord = 0x20, LoadByte = 0x30, LoadHalf = 0x28, LoadHalfIndirect = 0x48, LoadHeaderLength = 0xB1, JumpEqual = 0x15, JumpSet = 0x45, Return = 0x06;

    // SKF_AD_OFF + SKF_AD_VLAN_TAG: the kernel takes the tag out of the frame before the filter sees it.
    private const uint VlanTag = unchecked((uint)-0x1000) + 44;

    // code, how many to pass over if true and if false, operand
    private static readonly (ushort Code, byte IfTrue, byte IfFalse, uint Operand)[] Program =
    [
        (LoadWord, 0, 0, VlanTag),
        (JumpSet, 16, 0, 0xFFF), // the number of a VLAN, which is a network of its own
        (LoadHalf, 0, 0, 12), // the protocol
        (JumpEqual, 13, 0, LinkFrame.Arp),
        (JumpEqual, 0, 13, LinkFrame.IPv4),
        (LoadByte, 0, 0, 23),
        (JumpEqual, 0, 9, 17), // UDP
        (LoadHalf, 0, 0, 20),
        (JumpSet, 7, 0, 0x1FFF), // later fragments
        (LoadHeaderLength, 0, 0, 14),
        (LoadHalfIndirect, 0, 0, 14), // source port
        (JumpEqual, 5, 0, 67),
        (JumpEqual, 4, 0, 68),
        (LoadHalfIndirect, 0, 0, 16), // destination port
        (JumpEqual, 2, 0, 67),
        (JumpEqual, 1, 0, 68),
        (Return, 0, 0, Head),
        (Return, 0, 0, WholeFrame),
        (Return, 0, 0, 0),
    ];

    /// <summary>Has the kernel filter what a socket receives from now on.</summary>
    public static void Attach(Socket socket)
    {
        byte[] program = new byte[Program.Length * 8];
        for (int i = 0; i < Program.Length; i++)
        {
            Span<byte> instruction = program.AsSpan(i * 8, 8);
            BitConverter.TryWriteBytes(instruction, Program[i].Code);
            instruction[2] = Program[i].IfTrue;
            instruction[3] = Program[i].IfFalse;
            BitConverter.TryWriteBytes(instruction[4..], Program[i].Operand);
        }

        GCHandle pinned = GCHandle.Alloc(program, GCHandleType.Pinned);
        try
        {
            // struct sock_fprog: how many instructions, and where they are, aligned as a pointer is
            byte[] description = new byte[2 * nint.Size];
            BitConverter.TryWriteBytes(description, (ushort)Program.Length);
            nint place = pinned.AddrOfPinnedObject();
            MemoryMarshal.Write(description.AsSpan(nint.Size), in place);
            socket.SetRawSocketOption(SocketLevel, AttachFilter, description);
        }
        finally
        {
            pinned.Free();
        }
    }
}
