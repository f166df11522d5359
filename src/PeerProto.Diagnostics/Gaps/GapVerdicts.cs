using System.Globalization;

namespace PeerProto.Diagnostics;

/// <summary>
/// Judges a flow by its figures. Three places can lose data: what is missing in the capture was lost before it, what the system dropped or the app never got was lost behind it. Where more than one
/// lost some, the one that lost most is blamed, and the verdict is not certain.
/// </summary>
internal static class GapVerdicts
{
    private const double WholeShare = 0.99;
    private const double SmallLoss = 0.001;
    private const double ManyBeacons = 0.7;

    /// <summary>Gaps in which less than this part of what they had room for is missing are pauses of the sender.</summary>
    private const double PauseShare = 0.1;

    /// <summary>Gaps in which at least this part is missing are losses.</summary>
    private const double LossShare = 0.5;

    /// <summary>A cause that is this many times as large as all others together is the only one that counts.</summary>
    private const double FarLarger = 10;

    private const string ReadFaster = "Read in a loop of its own that never waits for the app, ask for a receive buffer of 1 MiB or more and check what was granted";
    private const string UseUnicast = "Send data by unicast to subscribers and keep broadcast and multicast for discovery; on a Mac or iPhone see whether AirDrop or other peer-to-peer services share the radio";
    private const string CountDrops = "Count drops on the receiver: 'netstat -s -p udp' on Apple's systems, the last column of /proc/net/udp on Linux; then give them with the capture";
    private const string NumberDatagrams = "Put a number that grows by one into each datagram, of four bytes, and name its place, or capture at the sender as well";

    /// <summary>Where nothing was found at all.</summary>
    public static GapVerdict ForSilence(long datagrams) => new(
        GapVerdictKind.Filter,
        datagrams == 0 ? "the capture has no UDP datagram" : $"the capture has {datagrams} UDP datagrams, and none of those looked for",
        "Check address, port and group membership; on iPhones the multicast entitlement and the permission for the local network; then firewalls and the access point's multicast filter",
        GapCertainty.Possible);

    public static GapVerdict For(in GapFigures figures, GapAnalyzerOptions options)
    {
        GapFlow flow = figures.Flow;
        if (flow.Datagrams < options.MinimumDatagrams)
            return new(GapVerdictKind.TooFew, $"there are {flow.Datagrams} datagrams, and {options.MinimumDatagrams} are the least to judge by", "Capture for longer", GapCertainty.Possible);
        bool isAtReceiver = options.Place == CapturePlace.Receiver;
        if (figures.Reached == 0 && options.BufferDrops is null or 0)
        {
            return new(
                GapVerdictKind.Filter, "the datagrams are in the capture, and none reached the app",
                "On iPhones check the multicast entitlement and the permission for the local network; elsewhere firewall, group membership and the address that the socket is bound to",
                isAtReceiver ? GapCertainty.Certain : GapCertainty.Likely);
        }

        long before = figures.Lost;
        long behind = Math.Max(options.BufferDrops ?? 0, figures.Reached < WholeShare ? (long)(flow.Datagrams * (1 - figures.Reached.Value)) : 0);
        if (behind == 0)
            return ForCapture(figures, options);
        if (behind < before)
        {
            GapVerdict verdict = ForCapture(figures, options);
            return verdict with { Cause = Text($"{verdict.Cause}; besides, {behind} were lost between the capture and the app"), Certainty = Weaker(verdict.Certainty, before >= FarLarger * behind) };
        }

        GapVerdict behindCapture = ForLossBehind(figures, behind, options);
        return before == 0
            ? behindCapture
            : behindCapture with { Cause = Text($"{behindCapture.Cause}; besides, {before} are missing in the capture"), Certainty = Weaker(behindCapture.Certainty, behind >= FarLarger * before) };
    }

    /// <summary>What the system dropped, or the app never got.</summary>
    private static GapVerdict ForLossBehind(in GapFigures figures, long missing, GapAnalyzerOptions options)
    {
        if (options.BufferDrops is > 0 and { } drops)
        {
            // Drops that explain what is missing are the cause; a few drops beside a large loss are not all of it.
            // With several flows nobody knows whose datagrams they were.
            bool isExplained = drops >= missing * LossShare;
            string cause = Text($"the receiver's system dropped {drops} datagrams for full socket buffers");
            return new(GapVerdictKind.Buffer, isExplained ? cause : Text($"{cause}, of about {missing} that the app misses"), ReadFaster, !isExplained ? GapCertainty.Possible : figures.Flows == 1 ? GapCertainty.Certain : GapCertainty.Likely);
        }

        string share = Text($"{(figures.IsWhole ? "the capture is whole, and " : "")}{figures.Reached:P0} of {(figures.Flows == 1 ? "its bytes" : Text($"the bytes of all {figures.Flows} flows"))} reached the app");
        GapCertainty certainty = figures.IsWhole && figures.Flows == 1 ? GapCertainty.Certain : GapCertainty.Likely;
        return options switch
        {
            { Place: CapturePlace.Receiver } => new(
                GapVerdictKind.Buffer, share + ": they were lost between the network interface and the app", ReadFaster, options.BufferDrops is null ? certainty : GapCertainty.Likely),
            { BufferDrops: 0 } => new(
                GapVerdictKind.Radio, share + ", while the receiver's system dropped none for full buffers: they were lost in the air", UseUnicast, certainty),
            _ => new(GapVerdictKind.Undecided, share + "; the capture was made elsewhere, so they were lost in the air or in the receiver", CountDrops, GapCertainty.Possible),
        };
    }

    /// <summary>What the capture alone tells.</summary>
    private static GapVerdict ForCapture(in GapFigures figures, GapAnalyzerOptions options)
    {
        GapFlow flow = figures.Flow;
        if (flow.Lost is not { } lost)
            return ForTimes(flow);
        GapCertainty certainty = figures.IsNumbered && options.Place == CapturePlace.Receiver ? GapCertainty.Certain : GapCertainty.Likely;
        if (flow.GapCount == 0)
        {
            return flow.LossShare > SmallLoss
                ? new(GapVerdictKind.Radio, Text($"{lost} of {lost + flow.Datagrams} datagrams are missing one by one, without gaps"), UseUnicast, certainty)
                : new(GapVerdictKind.Steady, lost == 0 ? "datagrams come without gaps and none is missing" : Text($"datagrams come without gaps, and {lost} of {lost + flow.Datagrams} are missing"), "Nothing is to be done", lost == 0 && figures.IsNumbered ? GapCertainty.Certain : GapCertainty.Likely);
        }

        string length = Length(flow);
        if (figures.IsAmbiguous)
            return new(GapVerdictKind.Undecided, Text($"{length}, with room for so many datagrams that the numbers may have gone round: they are too short to tell a loss from none"), NumberDatagrams, GapCertainty.Possible);
        long outside = lost - figures.LostInGaps;
        bool isManyOutside = outside > SmallLoss * (lost + flow.Datagrams);
        double share = figures.RoomInGaps > 0 ? figures.LostInGaps / figures.RoomInGaps : 0;
        if (share < PauseShare && !isManyOutside)
        {
            return lost == 0
                ? new(GapVerdictKind.Sender, $"{length}, and no datagram is missing in them: nothing was sent meanwhile", "Look what the sender waits for", flow.SequenceSource == SequenceSource.Content ? GapCertainty.Certain : GapCertainty.Likely)
                : new(GapVerdictKind.Sender, Text($"{length}, which had room for about {figures.RoomInGaps:F0} datagrams, and {lost} are missing in all: little was sent meanwhile"), "Look what the sender waits for", GapCertainty.Likely);
        }

        if (figures.LostInGaps < outside)
        {
            string pauses = figures.LostInGaps == 0 ? ", in which none is missing: the sender paused besides" : Text($", in which {figures.LostInGaps} more");
            return new(GapVerdictKind.Radio, Text($"{outside} of {lost + flow.Datagrams} datagrams are missing one by one, beside {length}{pauses}"), UseUnicast, certainty);
        }

        string beacons = flow.BeaconShare >= ManyBeacons ? "; they end at multiples of 102.4 ms, the beacon interval of Wi-Fi" : "";
        return new(GapVerdictKind.Radio, Text($"{length}, in which {figures.LostInGaps} datagrams were lost{(outside > 0 ? Text($", and {outside} besides") : "")}{beacons}"), UseUnicast, share >= LossShare ? certainty : GapCertainty.Likely);
    }

    /// <summary>Where no number tells what was lost.</summary>
    private static GapVerdict ForTimes(GapFlow flow)
    {
        if (flow.GapCount == 0)
            return new(GapVerdictKind.Steady, "datagrams come without gaps, as far as times tell", "Nothing is to be done", GapCertainty.Likely);
        return flow.BeaconShare >= ManyBeacons
            ? new(GapVerdictKind.Radio, $"{Length(flow)} end at multiples of 102.4 ms, the beacon interval of Wi-Fi", UseUnicast, GapCertainty.Likely)
            : new(GapVerdictKind.Undecided, $"{Length(flow)}, and no number in the datagrams tells whether any was lost", NumberDatagrams, GapCertainty.Possible);
    }

    private static string Length(GapFlow flow) => Text($"{flow.GapCount} {(flow.GapCount == 1 ? "gap" : "gaps")} of about {flow.MedianGap!.Value.TotalMilliseconds:F0} ms");

    private static GapCertainty Weaker(GapCertainty certainty, bool isFarLarger) => isFarLarger || certainty != GapCertainty.Certain ? certainty : GapCertainty.Likely;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
