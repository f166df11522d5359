namespace PeerProto.Diagnostics;

/// <summary>Judges a flow by what its gaps look like and by what is known besides the capture.</summary>
internal static class GapVerdicts
{
    private const double WholeShare = 0.99;
    private const double SmallLoss = 0.001;
    private const double ManyBeacons = 0.7;

    private const string ReadFaster = "Read in a loop of its own that never waits for the app, ask for a receive buffer of 1 MiB or more and check what was granted";
    private const string UseUnicast = "Send data by unicast to subscribers and keep broadcast and multicast for discovery; on a Mac or iPhone see whether AirDrop or other peer-to-peer services share the radio";
    private const string CountDrops = "Count drops on the receiver: 'netstat -s -p udp' on Apple's systems, the last column of /proc/net/udp on Linux; then give them with the capture";

    /// <summary>Where nothing was found at all.</summary>
    public static GapVerdict ForSilence(long datagrams) => new(
        GapVerdictKind.Filter,
        datagrams == 0 ? "the capture has no UDP datagram" : $"the capture has {datagrams} UDP datagrams, and none of those looked for",
        "Check address, port and group membership; on iPhones the multicast entitlement and the permission for the local network; then firewalls and the access point's multicast filter",
        IsCertain: false);

    public static GapVerdict For(GapFlow flow, long lostInGaps, GapAnalyzerOptions options)
    {
        if (flow.Datagrams < options.MinimumDatagrams)
            return new(GapVerdictKind.TooFew, $"there are {flow.Datagrams} datagrams, and {options.MinimumDatagrams} are the least to judge by", "Capture for longer", false);
        double? reached = options.AppBytes is { } appBytes ? appBytes / (double)Math.Max(1, flow.Bytes) : null;
        if (reached == 0 && options.BufferDrops is null or 0)
            return new(GapVerdictKind.Filter, "the datagrams are in the capture, and none reached the app", "On iPhones check the multicast entitlement and the permission for the local network; elsewhere firewall, group membership and the address that the socket is bound to", options.Place == CapturePlace.Receiver);
        if (options.BufferDrops > 0)
            return new(GapVerdictKind.Buffer, $"the receiver's system dropped {options.BufferDrops} datagrams for full socket buffers", ReadFaster, true);
        if (flow.GapCount > 0)
            return ForGaps(flow, lostInGaps);
        if (flow.LossShare > SmallLoss)
            return new(GapVerdictKind.Radio, $"{flow.Lost} of {flow.Lost + flow.Datagrams} datagrams are missing one by one, without gaps", UseUnicast, options.Place == CapturePlace.Receiver);
        return reached < WholeShare ? ForAppThatMisses(reached.Value, options) : new(GapVerdictKind.Steady, "datagrams come without gaps" + (flow.Lost is null ? ", as far as times tell" : " and none is missing"), "Nothing is to be done", flow.Lost is not null);
    }

    private static GapVerdict ForGaps(GapFlow flow, long lostInGaps)
    {
        bool isAtBeacons = flow.BeaconShare >= ManyBeacons;
        string length = $"{flow.GapCount} gaps of about {flow.MedianGap!.Value.TotalMilliseconds:F0} ms";
        if (flow.Lost is null)
        {
            return isAtBeacons
                ? new(GapVerdictKind.Radio, $"{length} end at multiples of 102.4 ms, the beacon interval of Wi-Fi", UseUnicast, false)
                : new(GapVerdictKind.Undecided, $"{length}, and no number in the datagrams tells whether any was lost", "Put a number that grows by one into each datagram and name its place, or capture at the sender as well", false);
        }

        if (lostInGaps <= flow.GapCount * SmallLoss)
            return new(GapVerdictKind.Sender, $"{length}, and no datagram is missing in them: nothing was sent meanwhile", "Look what the sender waits for", flow.SequenceSource == SequenceSource.Content);
        return new(GapVerdictKind.Radio, $"{length}, in which {lostInGaps} datagrams were lost" + (isAtBeacons ? "; they end at multiples of 102.4 ms, the beacon interval of Wi-Fi" : ""), UseUnicast, flow.SequenceSource == SequenceSource.Content);
    }

    private static GapVerdict ForAppThatMisses(double reached, GapAnalyzerOptions options)
    {
        string share = $"the capture is whole, and {reached:P0} of its bytes reached the app";
        return options switch
        {
            { Place: CapturePlace.Receiver } => new(GapVerdictKind.Buffer, share + ": they were lost between the network interface and the app", ReadFaster, options.BufferDrops is null),
            { BufferDrops: 0 } => new(GapVerdictKind.Radio, share + ", while the receiver's system dropped none for full buffers: they were lost in the air", UseUnicast, true),
            _ => new(GapVerdictKind.Undecided, share + "; the capture was made elsewhere, so they were lost in the air or in the receiver", CountDrops, false),
        };
    }
}
