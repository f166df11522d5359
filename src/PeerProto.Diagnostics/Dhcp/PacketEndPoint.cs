using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace PeerProto.Diagnostics;

/// <summary>An interface as Linux' packet sockets name it: sockaddr_ll of packet(7).</summary>
/// <param name="interfaceIndex">The interface.</param>
internal sealed class PacketEndPoint(int interfaceIndex) : EndPoint
{
    private const int Length = 20;
    private const ushort AllProtocols = 3;

    public override AddressFamily AddressFamily => AddressFamily.Packet;

    // family (written by the base class), protocol in network order, interface, then what only the kernel fills in
    public override SocketAddress Serialize()
    {
        SocketAddress address = new(AddressFamily.Packet, Length);
        BinaryPrimitives.WriteUInt16BigEndian(address.Buffer.Span[2..], AllProtocols);
        MemoryMarshal.Write(address.Buffer.Span[4..], in interfaceIndex);
        return address;
    }

    public override EndPoint Create(SocketAddress socketAddress) => this;
}
