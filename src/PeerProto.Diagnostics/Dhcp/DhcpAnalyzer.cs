using PeerProto.Diagnostics;

namespace PeerProto;

/// <summary>Reads from a capture how clients got their addresses. Works on every system.</summary>
/// <param name="options">What is known besides the capture; null for nothing.</param>
public sealed class DhcpAnalyzer(DhcpObserverOptions? options = null)
{
    /// <summary>How many observations of a capture are kept.</summary>
    public const int MaximumObservations = 100_000;

    private const int MaximumLinkTypes = 16;

    /// <summary>Reads a capture: pcap or pcapng, of Ethernet or Linux' any interface, also behind Apple's PKTAP.</summary>
    /// <param name="capture">The capture; it is read to its end, and stays open.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="CaptureException">The stream is no capture, a broken one, or none of its packets can be read.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public DhcpReport Analyze(Stream capture, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(capture);
        CaptureReader reader = new(capture);
        DhcpObserver observer = new(options);
        List<DhcpObservation> found = [];
        SortedDictionary<int, long> unread = [];
        long packets = 0;
        bool isTruncated = false;
        foreach (CapturedPacket packet in reader.Read())
        {
            if ((++packets & 0xFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            if (!LinkFrame.IsRead(packet.LinkType) && (unread.ContainsKey(packet.LinkType) || unread.Count < MaximumLinkTypes))
                unread[packet.LinkType] = unread.GetValueOrDefault(packet.LinkType) + 1;
            observer.HandleFrame(DateTimeOffset.UnixEpoch.AddTicks(packet.TimeNanoseconds / TimeSpan.NanosecondsPerTick), packet.LinkType, packet.Bytes.Span);
            isTruncated |= !TryTake(observer, found);
        }

        observer.End();
        isTruncated |= !TryTake(observer, found);
        // A server may have spoken by ARP long before it spoke as one.
        found.RemoveAll(observation => observation is { Kind: DhcpObservationKind.SilentReuse or DhcpObservationKind.Known, Client: { } station } && observer.IsServer(station));
        UnreadLinkType[] passedOver = [.. unread.Select(static entry => new UnreadLinkType(entry.Key, entry.Value))];
        if (packets > 0 && unread.Values.Sum() == packets)
            throw new CaptureException($"its packets begin with headers that tell no hardware address: {string.Join(", ", passedOver.AsEnumerable())}", "Capture on the accessory's own interface, as with 'tcpdump -i wlan0 -w file', without monitor mode");
        return new DhcpReport(found, observer.Learner.Entries, packets + reader.Timeless, observer.Messages, observer.Malformed, observer.Cut, isTruncated || observer.Dropped > 0, reader.IsCut, passedOver);
    }

    private static bool TryTake(DhcpObserver observer, List<DhcpObservation> found)
    {
        bool hasRoom = true;
        while (observer.TryGetObservation(out DhcpObservation? observation))
        {
            hasRoom = found.Count < MaximumObservations;
            if (hasRoom)
                found.Add(observation);
        }

        return hasRoom;
    }
}
