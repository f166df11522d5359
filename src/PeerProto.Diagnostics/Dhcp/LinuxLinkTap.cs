using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace PeerProto.Diagnostics;

/// <summary>An interface of Linux, read by a packet socket (packet(7)) whose filter runs in the kernel.</summary>
[SupportedOSPlatform("linux")]
internal sealed class LinuxLinkTap : ILinkTap
{
    private const int MaximumNamesTold = 10;
    private const int HardwareAddressLength = 6;
    private const int ReceiveBufferBytes = 1024 * 1024;
    private const int PacketLevel = 263, PacketStatistics = 6;
    private const string UseCapture = "or capture with 'tcpdump -w file' and use --pcap";

    private readonly Socket _socket;
    private readonly LinkStateSocket _states;
    private readonly LinkQuery _query;
    private readonly byte[] _statistics = new byte[8];
    private long _drops;

    private LinuxLinkTap(Socket socket, LinkStateSocket states, NetworkInterface network)
    {
        _socket = socket;
        _states = states;
        _query = new LinkQuery(socket, network.Name);
        HardwareAddress = network.GetPhysicalAddress();
    }

    public PhysicalAddress HardwareAddress { get; }

    public bool IsUp => _query.IsUp == true;

    public IPAddress? Address => _query.Address;

    public IPNetwork? Network => _query.Network;

    // tp_packets, tp_drops; the kernel counts from 0 again each time
    public long Drops
    {
        get
        {
            if (_socket.GetRawSocketOption(PacketLevel, PacketStatistics, _statistics) == _statistics.Length)
                _drops += MemoryMarshal.Read<uint>(_statistics.AsSpan(4));
            return _drops;
        }
    }

    public static LinuxLinkTap Open(string name)
    {
        string stage = $"Watching {name}";
        NetworkInterface[] all = NetworkInterface.GetAllNetworkInterfaces();
        NetworkInterface network = Array.Find(all, one => one.Name == name) ?? throw new DhcpWatchException(
            DhcpWatchError.NoSuchInterface, stage, "there is no such interface", $"The interfaces here are {string.Join(", ", all.Take(MaximumNamesTold).Select(static one => one.Name))}");
        if (network.GetPhysicalAddress().GetAddressBytes().Length != HardwareAddressLength)
            throw new DhcpWatchException(DhcpWatchError.NotEthernet, stage, "it has no hardware address as Ethernet and Wi-Fi have", "Watch the interface that clients are connected to");
        Socket? socket = null;
        LinkStateSocket? states = null;
        try
        {
            int index = network.GetIPProperties().GetIPv4Properties().Index;
            // Without a protocol it receives nothing until it is bound, so that no frame comes past the filter or from another interface.
            socket = new Socket(AddressFamily.Packet, SocketType.Raw, ProtocolType.Unspecified) { ReceiveBufferSize = ReceiveBufferBytes };
            LinkFilter.Attach(socket);
            states = LinkStateSocket.Open(index);
            socket.Bind(new PacketEndPoint(index));
            return new LinuxLinkTap(socket, states, network);
        }
        catch (Exception failure) when (failure is SocketException or NetworkInformationException)
        {
            socket?.Dispose();
            states?.Dispose();
            throw failure is SocketException { SocketErrorCode: SocketError.AccessDenied }
                ? new DhcpWatchException(DhcpWatchError.NotPermitted, stage, "this program may not open packet sockets", $"Run it as root, or give it CAP_NET_RAW (setcap cap_net_raw+ep), {UseCapture}", failure)
                : new DhcpWatchException(DhcpWatchError.Failed, stage, failure.Message.TrimEnd('.'), $"See that the kernel has packet sockets, {UseCapture}", failure);
        }
    }

    public async ValueTask<int> ReadAsync(Memory<byte> frame, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await _socket.ReceiveAsync(frame, SocketFlags.None, cancellationToken);
            }
            catch (SocketException down) when (down.SocketErrorCode is SocketError.NetworkDown)
            {
                // Told once when the interface goes down; frames come again when it is up.
            }
        }
    }

    public ValueTask<LinkState> ReadStateAsync(CancellationToken cancellationToken) => _states.ReadAsync(() => _query.IsUp, cancellationToken);

    public async ValueTask SendAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken) => await _socket.SendAsync(frame, SocketFlags.None, cancellationToken);

    public void Dispose()
    {
        _socket.Dispose();
        _states.Dispose();
    }
}
