using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.NetworkInformation;
using PeerProto.Diagnostics;

namespace PeerProto;

/// <summary>
/// Learns who uses which IPv4 address from ARP, announcements and any IPv4 packet, so that a device knows its clients without DHCP. Packets and
/// time come in as arguments; nothing is sent. Not safe for concurrent use.
/// </summary>
/// <param name="network">The network whose addresses are learned; null learns from ARP and from packets that no router passes on.</param>
/// <param name="maximumEntries">How many addresses are kept; the one not seen for longest goes first.</param>
public sealed class ArpLearner(IPNetwork? network = null, int maximumEntries = ArpLearner.DefaultMaximumEntries)
{
    /// <summary>How many addresses are kept where nothing else is said.</summary>
    public const int DefaultMaximumEntries = 1024;

    private const int MinimumIPv4Header = 20;

    private readonly int _maximumEntries = maximumEntries > 0 ? maximumEntries : throw new ArgumentOutOfRangeException(nameof(maximumEntries), "A table keeps one entry at least.");
    private readonly Dictionary<IPAddress, LinkedListNode<Known>> _entries = [];
    private readonly LinkedList<Known> _byAge = new();
    private readonly Dictionary<PhysicalAddress, IPAddress?> _answers = []; // null: for several
    private readonly Queue<PhysicalAddress> _answering = new();

    /// <summary>The network whose addresses are learned; null where it is not known.</summary>
    public IPNetwork? Network { get; internal set; } = network;

    /// <summary>How many addresses are known.</summary>
    public int Count => _entries.Count;

    /// <summary>How many entries made room for others.</summary>
    public long Evicted { get; private set; }

    /// <summary>What is known, the address seen last at the end.</summary>
    public IReadOnlyList<ArpEntry> Entries => [.. _byAge.Select(static known => known.Entry)];

    /// <summary>Who uses an address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="entry">What is known of it.</param>
    /// <returns>False where nobody is known to.</returns>
    public bool TryGet(IPAddress address, [NotNullWhen(true)] out ArpEntry? entry)
    {
        entry = _entries.TryGetValue(address, out LinkedListNode<Known>? node) ? node.Value.Entry : null;
        return entry is not null;
    }

    /// <summary>Learns from a frame.</summary>
    /// <param name="time">When it was seen.</param>
    /// <param name="linkType">What its first header is, by the numbers of tcpdump.org: 1 Ethernet, 113 and 276 Linux' any interface.</param>
    /// <param name="frame">Its bytes; the first 42 are enough.</param>
    /// <returns>What the frame shows; null where it shows nothing.</returns>
    public ArpEntry? Handle(DateTimeOffset time, int linkType, ReadOnlySpan<byte> frame) =>
        LinkFrame.TryRead(linkType, frame, out LinkFrame link) ? Handle(time, link, frame[link.Start..]) : null;

    internal ArpEntry? Handle(DateTimeOffset time, in LinkFrame link, ReadOnlySpan<byte> content)
    {
        if (link.Protocol == LinkFrame.Arp)
        {
            // One that passes on what another says shows nothing of that other.
            if (!ArpPacket.TryRead(content, out ArpPacket arp) || !arp.SenderHardware.Equals(link.Source) || !IsClient(arp.Sender))
                return null;
            if (!arp.IsRequest && !arp.IsAnnouncement && AnswersForOthers(link.Source, arp.Sender))
                return null;
            return Learn(new ArpEntry(arp.Sender, link.Source, arp.IsAnnouncement ? ArpEvidence.Announcement : arp.IsRequest ? ArpEvidence.Request : ArpEvidence.Reply, time));
        }

        if (content.Length < MinimumIPv4Header || content[0] >> 4 != 4)
            return null;
        IPAddress source = new(content.Slice(12, 4));
        return IsClient(source) && (Network is not null || StaysOnLink(content)) ? Learn(new ArpEntry(source, link.Source, ArpEvidence.Packet, time)) : null;
    }

    /// <summary>Notes that a server gave an address.</summary>
    internal void Lease(DateTimeOffset time, IPAddress address, PhysicalAddress client, IPAddress? mask)
    {
        if (Network is null && mask is not null && PrefixLength(mask) is { } length)
            Network = new IPNetwork(Base(address, length), length);
        if (IsClient(address))
            Learn(new ArpEntry(address, client, ArpEvidence.Lease, time));
    }

    /// <summary>Whether a station has answered ARP requests for several addresses: a proxy (RFC 1027), whose answers show nothing of who uses them.</summary>
    internal bool IsProxy(PhysicalAddress station) => _answers.TryGetValue(station, out IPAddress? address) && address is null;

    /// <summary>When a server gave an address last, to whomever; null where none was seen to.</summary>
    internal DateTimeOffset? LeasedAt(IPAddress address) => _entries.TryGetValue(address, out LinkedListNode<Known>? node) ? node.Value.Leased : null;

    private bool AnswersForOthers(PhysicalAddress station, IPAddress address)
    {
        if (!_answers.TryGetValue(station, out IPAddress? before))
        {
            if (_answers.Count == _maximumEntries)
                _answers.Remove(_answering.Dequeue());
            _answers.Add(station, address);
            _answering.Enqueue(station);
            return false;
        }

        if (address.Equals(before))
            return false;
        _answers[station] = null;
        if (before is not null && _entries.TryGetValue(before, out LinkedListNode<Known>? node) && node.Value.Entry is { Evidence: ArpEvidence.Reply } entry && entry.HardwareAddress.Equals(station))
            Forget(node);
        return true;
    }

    private bool IsClient(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[4];
        address.TryWriteBytes(bytes, out _);
        // not this network, loopback, multicast and above, or link-local
        return bytes[0] is not (0 or 127 or >= 224) && !(bytes[0] == 169 && bytes[1] == 254) && (Network is not { } network || network.Contains(address));
    }

    // A router sends packets of strangers from its own hardware address, but never these.
    private static bool StaysOnLink(ReadOnlySpan<byte> header)
    {
        uint destination = BinaryPrimitives.ReadUInt32BigEndian(header[16..]);
        return destination == uint.MaxValue || destination >> 8 == 0xE00000; // 224.0.0.0/24
    }

    private ArpEntry Learn(ArpEntry entry)
    {
        DateTimeOffset? leased = entry.Evidence == ArpEvidence.Lease ? entry.LastSeen : null;
        if (_entries.TryGetValue(entry.Address, out LinkedListNode<Known>? known))
        {
            known.Value = new Known(entry, leased ?? known.Value.Leased);
            _byAge.Remove(known);
            _byAge.AddLast(known);
            return entry;
        }

        if (_entries.Count == _maximumEntries)
        {
            Forget(_byAge.First!);
            Evicted++;
        }

        _entries.Add(entry.Address, _byAge.AddLast(new Known(entry, leased)));
        return entry;
    }

    private void Forget(LinkedListNode<Known> node)
    {
        _entries.Remove(node.Value.Entry.Address);
        _byAge.Remove(node);
    }

    private static int? PrefixLength(IPAddress mask)
    {
        Span<byte> bytes = stackalloc byte[4];
        mask.TryWriteBytes(bytes, out _);
        uint bits = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        int length = System.Numerics.BitOperations.LeadingZeroCount(~bits);
        return length is >= 8 and <= 30 && (length == 32 || bits << length == 0) ? length : null;
    }

    private static IPAddress Base(IPAddress address, int length)
    {
        Span<byte> bytes = stackalloc byte[4];
        address.TryWriteBytes(bytes, out _);
        BinaryPrimitives.WriteUInt32BigEndian(bytes, BinaryPrimitives.ReadUInt32BigEndian(bytes) & (uint.MaxValue << (32 - length)));
        return new IPAddress(bytes);
    }

    private readonly record struct Known(ArpEntry Entry, DateTimeOffset? Leased);
}
