using System.Net;
using PeerProto.Diagnostics;

namespace PeerProto;

/// <summary>
/// Finds out why UDP data, above all broadcast and multicast, comes with gaps: reads a capture and tells loss, order, gaps and what they look
/// like. Takes some 50 bytes for each datagram, up to <see cref="MaximumDatagrams"/>, and never holds their contents.
/// </summary>
/// <param name="options">What to look at, and what is known besides; left out, everything in the capture.</param>
public sealed class GapAnalyzer(GapAnalyzerOptions? options = null)
{
    /// <summary>How many datagrams of a capture are looked at.</summary>
    public const int MaximumDatagrams = 2_000_000;

    /// <summary>How many flows are kept apart.</summary>
    public const int MaximumFlows = 1024;

    /// <summary>How many gaps of a flow are listed.</summary>
    public const int MaximumGaps = 1000;

    private const int MaximumLinkTypes = 16;
    private const int MaximumLinkTypesTold = 3;

    private readonly GapAnalyzerOptions _options = Checked(options ?? new GapAnalyzerOptions());

    /// <summary>Reads a capture: pcap or pcapng, of Ethernet, Linux' any interface, loopback, bare IP, or one of these behind Apple's PKTAP, over IPv4 or IPv6.</summary>
    /// <param name="capture">The capture; it is read to its end, and stays open.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="CaptureException">The stream is no capture, a broken one, or one of headers that are not read.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public GapReport Analyze(Stream capture, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(capture);
        CaptureReader reader = new(capture);
        Dictionary<(IPEndPoint, IPEndPoint), FlowRecord> flows = [];
        long packets = 0;
        long datagrams = 0;
        long chosen = 0;
        bool isTruncated = false;
        SortedDictionary<int, long> unreadTypes = [];
        foreach (CapturedPacket packet in reader.Read())
        {
            if ((++packets & 0xFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            if (!CapturedDatagram.TryRead(packet.LinkType, packet.Bytes, out CapturedDatagram datagram, out int? unread))
            {
                if (unread is { } linkType && (unreadTypes.ContainsKey(linkType) || unreadTypes.Count < MaximumLinkTypes))
                    unreadTypes[linkType] = unreadTypes.GetValueOrDefault(linkType) + 1;
                continue;
            }

            datagrams++;
            if (!IsChosen(datagram))
                continue;
            if (!flows.TryGetValue((datagram.Source, datagram.Destination), out FlowRecord? flow))
            {
                if (flows.Count == MaximumFlows)
                {
                    isTruncated = true;
                    continue;
                }

                flows.Add((datagram.Source, datagram.Destination), flow = new FlowRecord(datagram.Source, datagram.Destination, _options.Sequence));
            }

            if (chosen++ == MaximumDatagrams)
            {
                isTruncated = true;
                break;
            }

            flow.Add(packet.TimeNanoseconds, datagram);
        }

        UnreadLinkType[] unreadPackets = [.. unreadTypes.Select(static entry => new UnreadLinkType(entry.Key, entry.Value))];
        if (datagrams == 0 && unreadPackets.Length > 0)
            throw new CaptureException($"its packets begin with headers that are not read: {string.Join(", ", unreadPackets.Take(MaximumLinkTypesTold))}", UnreadLinkType.Remedy);
        FlowRecord[] filled = [.. flows.Values.Where(static flow => flow.Count > 0)];
        double? reached = _options.AppBytes is { } appBytes ? appBytes / (double)Math.Max(1, filled.Sum(static flow => flow.Bytes)) : null;
        GapFlow[] found = [.. filled.Select(flow => flow.ToFlow(_options, reached, filled.Length)).OrderByDescending(static flow => flow.Bytes).ThenByDescending(static flow => flow.Datagrams)];
        return new GapReport(found, packets + reader.Timeless, datagrams, isTruncated, reader.IsCut, unreadPackets, found.Length > 0 ? found[0].Verdict : GapVerdicts.ForSilence(datagrams));
    }

    private bool IsChosen(in CapturedDatagram datagram) =>
        (_options.Port is null || _options.Port == datagram.Destination.Port) && (_options.Destination is null || _options.Destination.Equals(datagram.Destination.Address));

    private static GapAnalyzerOptions Checked(GapAnalyzerOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MinimumGap, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MinimumDatagrams, 2, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.BufferDrops ?? 0, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.AppBytes ?? 0, nameof(options));
        if (options.Sequence is { IsValid: false })
            throw new ArgumentOutOfRangeException(nameof(options), "A sequence number has 1, 2, 4 or 8 bytes and stands in the first 65,000.");
        return options;
    }
}
