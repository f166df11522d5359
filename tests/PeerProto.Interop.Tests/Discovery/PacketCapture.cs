using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Threading.Channels;
using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Discovery;

/// <summary>Every UDP packet that a lab host sends or gets, as it stands on its interfaces. The kernel keeps what comes before it is read.</summary>
[SupportedOSPlatform("linux")]
internal sealed class PacketCapture : IDisposable
{
    private const int AllProtocols = 0x0003;
    private const int EthernetHeader = 14;

    private readonly Socket _socket;
    private readonly byte[] _frame = new byte[65536];

    private PacketCapture(Socket socket) => _socket = socket;

    public static PacketCapture Start(LabHost host) => host.Invoke(static () =>
        new PacketCapture(new Socket(AddressFamily.Packet, SocketType.Raw, (ProtocolType)(ushort)IPAddress.HostToNetworkOrder((short)AllProtocols))));

    /// <summary>Waits for the next UDP packet.</summary>
    public async Task<CapturedPacket> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            int length = await _socket.ReceiveAsync(_frame, SocketFlags.None, cancellationToken);
            if (CapturedPacket.Parse(_frame.AsSpan(Math.Min(length, EthernetHeader), Math.Max(0, length - EthernetHeader))) is { } packet)
                return packet;
        }
    }

    public void Dispose() => _socket.Dispose();
}
