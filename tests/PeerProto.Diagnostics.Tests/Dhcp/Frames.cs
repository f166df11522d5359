using System.Net;
using System.Net.NetworkInformation;

namespace PeerProto.Diagnostics.Tests.Dhcp;

/// <summary>Frames written byte by byte after RFC 826, 791, 768 and 2131.</summary>
internal static class Frames
{
    public static readonly PhysicalAddress Client = PhysicalAddress.Parse("02:00:00:00:00:0A");
    public static readonly PhysicalAddress Other = PhysicalAddress.Parse("02:00:00:00:00:0B");
    public static readonly PhysicalAddress Server = PhysicalAddress.Parse("02:00:00:00:00:01");
    public static readonly IPAddress ServerAddress = IPAddress.Parse("192.168.4.1");
    public static readonly IPAddress ClientAddress = IPAddress.Parse("192.168.4.50");

    private static readonly byte[] Everybody = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];

    public static byte[] Arp(PhysicalAddress sender, IPAddress from, IPAddress target, bool isRequest = true, PhysicalAddress? inside = null) =>
    [
        .. Everybody, .. sender.GetAddressBytes(), 0x08, 0x06,
        0, 1, 8, 0, 6, 4, 0, (byte)(isRequest ? 1 : 2), .. (inside ?? sender).GetAddressBytes(), .. from.GetAddressBytes(), 0, 0, 0, 0, 0, 0, .. target.GetAddressBytes(),
    ];

    public static byte[] Packet(PhysicalAddress sender, IPAddress from, IPAddress to, byte protocol = 6, byte[]? content = null) =>
    [
        .. Server.GetAddressBytes(), .. sender.GetAddressBytes(), 0x08, 0x00,
        0x45, 0, .. Big(20 + (content?.Length ?? 0)), 0, 0, 0, 0, 64, protocol, 0, 0, .. from.GetAddressBytes(), .. to.GetAddressBytes(), .. content ?? [],
    ];

    public static byte[] Dhcp(byte[] message, bool isReply = false, IPAddress? from = null, IPAddress? to = null, PhysicalAddress? sender = null)
    {
        byte[] udp = [0, (byte)(isReply ? 67 : 68), 0, (byte)(isReply ? 68 : 67), .. Big(message.Length + 8), 0, 0, .. message];
        byte[] frame = Packet(sender ?? (isReply ? Server : Client), from ?? (isReply ? ServerAddress : IPAddress.Any), to ?? IPAddress.Broadcast, 17, udp);
        if (to is null)
            Everybody.CopyTo(frame, 0);
        return frame;
    }

    /// <summary>A message of DHCP; options as code and value, one after another.</summary>
    public static byte[] Message(DhcpMessageKind kind, uint transaction = 0x3903F326, IPAddress? client = null, IPAddress? your = null, PhysicalAddress? hardware = null, params (byte Code, byte[] Value)[] options)
    {
        bool isReply = kind is DhcpMessageKind.Offer or DhcpMessageKind.Ack or DhcpMessageKind.Nak;
        return
        [
            (byte)(isReply ? 2 : 1), 1, 6, 0, (byte)(transaction >> 24), (byte)(transaction >> 16), (byte)(transaction >> 8), (byte)transaction, 0, 0, 0, 0,
            .. (client ?? IPAddress.Any).GetAddressBytes(), .. (your ?? IPAddress.Any).GetAddressBytes(), 0, 0, 0, 0, 0, 0, 0, 0,
            .. (hardware ?? Client).GetAddressBytes(), .. new byte[10], .. new byte[64], .. new byte[128], 99, 130, 83, 99,
            53, 1, (byte)kind, .. options.SelectMany(static option => (byte[])[option.Code, (byte)option.Value.Length, .. option.Value]), 255,
        ];
    }

    public static byte[] Discover(uint transaction = 1) => Dhcp(Message(DhcpMessageKind.Discover, transaction, options: (12, "phone"u8.ToArray())));

    public static byte[] Offer(uint transaction = 1) => Dhcp(Message(DhcpMessageKind.Offer, transaction, your: ClientAddress, options: (54, ServerAddress.GetAddressBytes())), isReply: true);

    public static byte[] Select(uint transaction = 1) => Dhcp(Message(DhcpMessageKind.Request, transaction, options: [(50, ClientAddress.GetAddressBytes()), (54, ServerAddress.GetAddressBytes())]));

    public static byte[] InitReboot(uint transaction = 2) => Dhcp(Message(DhcpMessageKind.Request, transaction, options: (50, ClientAddress.GetAddressBytes())));

    public static byte[] Renew(uint transaction = 3) => Dhcp(Message(DhcpMessageKind.Request, transaction, client: ClientAddress), from: ClientAddress, to: ServerAddress);

    public static byte[] Rebind(uint transaction = 4) => Dhcp(Message(DhcpMessageKind.Request, transaction, client: ClientAddress), from: ClientAddress);

    public static byte[] Ack(uint transaction = 1) => Dhcp(
        Message(DhcpMessageKind.Ack, transaction, your: ClientAddress, options: [(54, ServerAddress.GetAddressBytes()), (51, [0, 1, 0x51, 0x80]), (1, [255, 255, 255, 0]), (3, ServerAddress.GetAddressBytes())]), isReply: true);

    public static byte[] Nak(uint transaction = 2) => Dhcp(Message(DhcpMessageKind.Nak, transaction, options: [(54, ServerAddress.GetAddressBytes()), (56, "wrong network"u8.ToArray())]), isReply: true);

    private static byte[] Big(int value) => [(byte)(value >> 8), (byte)value];
}
