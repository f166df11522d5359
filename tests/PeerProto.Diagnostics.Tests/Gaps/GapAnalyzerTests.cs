using System.Net;

namespace PeerProto.Diagnostics.Tests.Gaps;

public sealed class GapAnalyzerTests
{
    private static readonly GapAnalyzerOptions Numbered = new() { Sequence = new SequenceField(0, 4) };

    [Theory]
    [InlineData(false, false, 1, false)]
    [InlineData(false, true, 1, true)]
    [InlineData(false, false, 113, true)]
    [InlineData(false, true, 276, false)]
    [InlineData(false, false, 101, false)]
    [InlineData(false, true, 0, false)]
    [InlineData(true, false, 1, false)]
    [InlineData(true, true, 1, true)]
    [InlineData(true, false, 276, true)]
    [InlineData(true, true, 12, false)]
    [InlineData(false, false, 258, false)]
    [InlineData(true, true, 258, false)]
    public void EachFormOfCapture_IsReadTheSame(bool isNext, bool isBig, int linkType, bool hasNanoseconds)
    {
        CaptureFile file = new(isNext, isBig, linkType, hasNanoseconds);
        for (uint i = 0; i < 100; i++)
            file.Add(i * 10, i);
        GapReport report = Analyze(file, Numbered);
        GapFlow flow = Assert.Single(report.Flows);
        Assert.Equal((CaptureFile.Sender, CaptureFile.Group, 100, 20_000L), (flow.Source, flow.Destination, flow.Datagrams, flow.Bytes));
        Assert.Equal((TimeSpan.FromMilliseconds(990), TimeSpan.FromMilliseconds(10)), (flow.Duration, flow.MedianInterval));
        Assert.Equal((SequenceSource.Content, 0L, 0L, 0L), (flow.SequenceSource, flow.Lost, flow.Reordered, flow.Duplicates));
        Assert.Equal((GapVerdictKind.Steady, 1.0, 0), (flow.Verdict.Kind, flow.DutyCycle, flow.GapCount));
        Assert.True(report.IsGood);
        Assert.Equal((100, 100), (report.Packets, report.Datagrams));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(101)]
    public void IPv6_IsReadPastItsExtensionHeaders(int linkType)
    {
        CaptureFile file = new(true, false, linkType);
        IPEndPoint group = new(IPAddress.Parse("ff02::1:3"), 4001);
        for (uint i = 0; i < 30; i++)
            file.Add(i * 10, i, source: new IPEndPoint(IPAddress.Parse("fe80::1"), 4000), destination: group);
        GapFlow flow = Assert.Single(Analyze(file, Numbered).Flows);
        Assert.Equal((group, 30, SequenceSource.Content), (flow.Destination, flow.Datagrams, flow.SequenceSource));
    }

    [Fact]
    public void RadioThatSleeps_LosesDatagramsInRegularGaps()
    {
        CaptureFile file = OnAndOff(losesInGaps: true, 100, 307.2);
        GapReport report = Analyze(file, Numbered);
        GapFlow flow = Assert.Single(report.Flows);
        Assert.Equal((GapVerdictKind.Radio, true), (flow.Verdict.Kind, flow.Verdict.IsCertain));
        Assert.Equal(9, flow.GapCount);
        Assert.Equal(9 * 30, flow.Lost);
        Assert.Equal(1.0, flow.BeaconShare);
        Assert.Equal(TimeSpan.FromMilliseconds(307.2), flow.MedianGap);
        Assert.Equal(100 * 200, flow.MedianBytesBetweenGaps);
        Assert.InRange(flow.DutyCycle, 0.75, 0.8);
        Assert.Equal([new GapBucket(TimeSpan.FromMilliseconds(500), 9)], flow.Histogram);
        Assert.Equal(new ReceptionGap(TimeSpan.FromMilliseconds(990), TimeSpan.FromMilliseconds(307.2), 100 * 200, 30), flow.Gaps[0]);
        Assert.Contains("beacon", flow.Verdict.Cause, StringComparison.Ordinal);
        Assert.False(report.IsGood);
    }

    [Fact]
    public void SenderThatPauses_LosesNothing()
    {
        GapVerdict verdict = Analyze(OnAndOff(losesInGaps: false, 100, 250), Numbered).Verdict;
        Assert.Equal((GapVerdictKind.Sender, true), (verdict.Kind, verdict.IsCertain));
    }

    [Fact]
    public void WithoutNumbers_AnUnbrokenIdentificationOfIPv4TellsThatNothingIsMissing()
    {
        GapFlow sender = Assert.Single(Analyze(OnAndOff(losesInGaps: false, 100, 250), new GapAnalyzerOptions()).Flows);
        Assert.Equal((SequenceSource.IPv4Identification, GapVerdictKind.Sender, false), (sender.SequenceSource, sender.Verdict.Kind, sender.Verdict.IsCertain));
        GapFlow broken = Assert.Single(Analyze(OnAndOff(losesInGaps: true, 100, 250), new GapAnalyzerOptions()).Flows); // a system may as well have jumped ahead
        Assert.Equal((SequenceSource.None, GapVerdictKind.Undecided), (broken.SequenceSource, broken.Verdict.Kind));
    }

    [Theory]
    [InlineData(307.2, GapVerdictKind.Radio)]
    [InlineData(250, GapVerdictKind.Undecided)]
    public void WithoutAnyNumbers_OnlyBeaconsTell(double gapMilliseconds, GapVerdictKind expected)
    {
        CaptureFile file = new(false, false, 1);
        for (int i = 0; i < 400; i++)
            file.Add((i * 10) + (i / 40 * gapMilliseconds), 0);
        GapFlow flow = Assert.Single(Analyze(file, new GapAnalyzerOptions()).Flows);
        Assert.Equal((expected, false, null), (flow.Verdict.Kind, flow.Verdict.IsCertain, flow.Lost));
    }

    [Fact]
    public void DropsOfTheSystem_AreTheBuffer()
    {
        GapVerdict verdict = Analyze(OnAndOff(losesInGaps: true, 100, 307.2), Numbered with { BufferDrops = 1940 }).Verdict;
        Assert.Equal((GapVerdictKind.Buffer, GapCertainty.Likely), (verdict.Kind, verdict.Certainty));
        Assert.Contains("270 are missing in the capture", verdict.Cause, StringComparison.Ordinal);
        Assert.Contains("1940", verdict.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CapturePlace.Receiver, null, 0.55, GapVerdictKind.Buffer)]
    [InlineData(CapturePlace.Elsewhere, 0L, 0.55, GapVerdictKind.Radio)]
    [InlineData(CapturePlace.Elsewhere, null, 0.55, GapVerdictKind.Undecided)]
    [InlineData(CapturePlace.Elsewhere, 12L, 0.55, GapVerdictKind.Buffer)]
    [InlineData(CapturePlace.Receiver, null, 0.0, GapVerdictKind.Filter)]
    [InlineData(CapturePlace.Receiver, null, 1.0, GapVerdictKind.Steady)]
    public void WholeCaptureOfThePost_IsJudgedByWhatTheAppReceived(CapturePlace place, long? drops, double share, GapVerdictKind expected)
    {
        CaptureFile file = new(false, false, 1);
        for (uint i = 0; i < 1000; i++)
            file.Add(i * 10, i, 500);
        Assert.Equal(expected, Analyze(file, Numbered with { Place = place, BufferDrops = drops, AppBytes = (long)(500_000 * share) }).Verdict.Kind);
    }

    [Fact]
    public void NothingThatWasLookedFor_IsAFilter()
    {
        CaptureFile file = new CaptureFile(false, false, 1).Add(0, 1);
        GapReport report = Analyze(file, new GapAnalyzerOptions { Port = 9 });
        Assert.Equal((GapVerdictKind.Filter, 1, false), (report.Verdict.Kind, (int)report.Datagrams, report.IsGood));
        Assert.Empty(report.Flows);
        Assert.Empty(Analyze(file, new GapAnalyzerOptions { Destination = IPAddress.Parse("239.9.9.9") }).Flows);
        Assert.Equal(GapVerdictKind.TooFew, Analyze(file, new GapAnalyzerOptions { Destination = CaptureFile.Group.Address, Port = CaptureFile.Group.Port }).Verdict.Kind);
        Assert.Equal(GapVerdictKind.Filter, Analyze(new CaptureFile(true, true, 1), new GapAnalyzerOptions()).Verdict.Kind);
    }

    [Fact]
    public void OrderAndDoubles_AreCountedOverTheEndOfNumbers()
    {
        CaptureFile file = new(false, false, 1);
        uint[] numbers = [.. Enumerable.Range(0, 30).Select(i => unchecked(uint.MaxValue - 14 + (uint)i))];
        (numbers[4], numbers[5]) = (numbers[5], numbers[4]);
        List<uint> sent = [.. numbers[..20], numbers[18], .. numbers[22..]]; // one twice, two lost
        for (int i = 0; i < sent.Count; i++)
            file.Add(i * 10, sent[i]);
        GapFlow flow = Assert.Single(Analyze(file, Numbered).Flows);
        Assert.Equal((2L, 1L, 1L), (flow.Lost, flow.Reordered, flow.Duplicates));
        Assert.Equal(GapVerdictKind.Radio, flow.Verdict.Kind);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(32)]
    [InlineData(64)]
    public void SequenceTracker_AgreesWithASetOnRandomOrders(int bits)
    {
        for (int seed = 0; seed < 200; seed++)
        {
            Random random = new(seed);
            List<int> numbers = [.. Enumerable.Range(0, 2000).Where(i => i is 0 or 1999 || random.Next(10) > 0)];
            for (int i = 1; i < numbers.Count - 8; i++)
            {
                int other = i + random.Next(8);
                (numbers[i], numbers[other]) = (numbers[other], numbers[i]);
            }

            SequenceTracker tracker = new(bits, keepsPlaces: true);
            long[] lostBefore = new long[numbers.Count];
            for (int i = 0; i < numbers.Count; i++)
            {
                lostBefore[i] = tracker.Add((ulong)((ulong)numbers[i] + (bits == 64 ? ulong.MaxValue - 1000 : (1UL << bits) - 100)), i);
                if (tracker.FilledPlace != SequenceTracker.None)
                    lostBefore[tracker.FilledPlace]--;
            }

            Assert.Equal(2000 - numbers.Count, tracker.Lost);
            Assert.Equal(0, tracker.Duplicates);
            Assert.Equal(0, tracker.Restarts);

            // Each that is missing counts at the first that came of those behind it, and at no other.
            long[] expected = new long[numbers.Count];
            foreach (int missing in Enumerable.Range(0, 2000).Except(numbers))
                expected[numbers.FindIndex(number => number > missing)]++;
            Assert.Equal(expected, lostBefore);
        }
    }

    [Fact]
    public void SenderThatStartsAgain_LosesNothing()
    {
        CaptureFile file = new(false, false, 1);
        for (uint i = 0; i < 60; i++)
            file.Add(i * 10, i < 30 ? i + 5_000_000 : i);
        Assert.Equal(0, Assert.Single(Analyze(file, Numbered).Flows).Lost);
    }

    [Theory]
    [InlineData("0:4", 0, 4, false)]
    [InlineData("8:2:le", 8, 2, true)]
    public void WrittenField_IsRead(string text, int offset, int size, bool isLittleEndian)
    {
        Assert.True(SequenceField.TryParse(text, out SequenceField? field));
        Assert.Equal(new SequenceField(offset, size, isLittleEndian), field);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("0:3")]
    [InlineData("-1:4")]
    [InlineData("0:4:xx")]
    [InlineData("70000:4")]
    public void WrongField_IsRefused(string text) => Assert.False(SequenceField.TryParse(text, out _));

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("00000000", "it is neither pcap nor pcapng")]
    [InlineData("A1B2C3D40002", "its header is cut off")]
    [InlineData("0A0D0D0A0000001C00000000", "a section has no byte order")]
    [InlineData("A1B2C3D4000200040000000000000000000000000000000100000000000000007FFFFFFF7FFFFFFF", "a packet has more than 262144 bytes")]
    public void WhatIsNoCapture_IsRefusedWithAReason(string hex, string cause) =>
        Assert.Equal(cause, Assert.Throws<CaptureException>(() => new GapAnalyzer().Analyze(new MemoryStream(Convert.FromHexString(hex)), TestContext.Current.CancellationToken)).Cause);

    [Fact]
    public void CaptureThatWasStopped_IsReadUpToItsEnd()
    {
        CaptureFile file = new(false, false, 1);
        for (uint i = 0; i < 30; i++)
            file.Add(i * 10, i);
        GapReport report = new GapAnalyzer(Numbered).Analyze(new MemoryStream(file.ToArray()[..^7]), TestContext.Current.CancellationToken);
        Assert.Equal((29, true, false), (Assert.Single(report.Flows).Datagrams, report.IsCut, report.IsGood));
    }

    [Fact]
    public void MoreFlowsThanAreKept_AreLeftOut()
    {
        CaptureFile file = new(false, false, 101);
        for (int i = 0; i < GapAnalyzer.MaximumFlows + 10; i++)
            file.Add(i, 0, source: new IPEndPoint(CaptureFile.Sender.Address, 1000 + i));
        GapReport report = Analyze(file, new GapAnalyzerOptions());
        Assert.Equal((GapAnalyzer.MaximumFlows, true, false), (report.Flows.Count, report.IsTruncated, report.IsGood));
    }

    [Fact]
    public void FewLostWithoutGaps_AreToldAndNoSuccess()
    {
        GapReport report = Analyze(Steadily(2000, number => number == 777), Numbered);

        Assert.Equal(("datagrams come without gaps, and 1 of 2000 are missing", GapVerdictKind.Steady, GapCertainty.Likely), (report.Verdict.Cause, report.Verdict.Kind, report.Verdict.Certainty));
        Assert.False(report.IsGood);
    }

    [Fact]
    public void DatagramThatComesLateAfterAPause_IsNotLost()
    {
        CaptureFile file = new(false, false, 1);
        for (uint i = 0; i < 2000; i++)
            file.Add((i * 5) + (i >= 1000 ? 500 : 0), i switch { 1000 => 1001, 1001 => 1000, _ => i });

        GapFlow flow = Assert.Single(Analyze(file, Numbered).Flows);

        Assert.Equal((0L, 0L, 1L), (flow.Lost, flow.Gaps[0].Lost, flow.Reordered));
        Assert.Equal((GapVerdictKind.Sender, GapCertainty.Certain), (flow.Verdict.Kind, flow.Verdict.Certainty));
    }

    [Fact]
    public void LossBesideAPauseOfTheSender_IsTheRadio()
    {
        CaptureFile file = new(false, false, 1);
        for (uint i = 0; i < 2000; i++)
        {
            if (i % 3 != 0 || i is 999 or 1000)
                file.Add((i * 5) + (i >= 1000 ? 500 : 0), i);
        }

        GapVerdict verdict = Analyze(file, Numbered).Verdict;

        Assert.Equal(GapVerdictKind.Radio, verdict.Kind);
        Assert.Contains("missing one by one", verdict.Cause, StringComparison.Ordinal);
        Assert.Contains("the sender paused besides", verdict.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, CapturePlace.Receiver, null, GapVerdictKind.Buffer, GapCertainty.Certain)]
    [InlineData(false, CapturePlace.Receiver, null, GapVerdictKind.Buffer, GapCertainty.Likely)]
    [InlineData(true, CapturePlace.Elsewhere, 0L, GapVerdictKind.Radio, GapCertainty.Certain)]
    [InlineData(true, CapturePlace.Elsewhere, null, GapVerdictKind.Undecided, GapCertainty.Possible)]
    public void WholeCaptureOfThePostWithOnePause_IsJudgedByWhatTheAppReceived(bool isNumbered, CapturePlace place, long? drops, GapVerdictKind kind, GapCertainty certainty)
    {
        CaptureFile file = new(false, false, 1);
        for (uint i = 0; i < 2000; i++)
            file.Add((i * 5) + (i >= 1000 ? 500 : 0), i, 100);

        GapVerdict verdict = Analyze(file, new GapAnalyzerOptions { Sequence = isNumbered ? Numbered.Sequence : null, Place = place, BufferDrops = drops, AppBytes = 110_000 }).Verdict;

        Assert.Equal((kind, certainty), (verdict.Kind, verdict.Certainty));
        Assert.Contains("55", verdict.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void OneDropBesideALargeLoss_IsNotTheCause()
    {
        GapVerdict verdict = Analyze(Steadily(3800, number => number / 200 % 2 == 1), Numbered with { BufferDrops = 1 }).Verdict;

        Assert.Equal((GapVerdictKind.Radio, GapCertainty.Certain), (verdict.Kind, verdict.Certainty));
        Assert.EndsWith("besides, 1 were lost between the capture and the app", verdict.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void NumbersOfOneByte_DoNotProveThatALongGapLostNothing()
    {
        CaptureFile file = Steadily(2000, number => number / 200 % 2 == 1);

        GapFlow flow = Assert.Single(Analyze(file, new GapAnalyzerOptions { Sequence = new SequenceField(3, 1) }).Flows);

        Assert.Equal((GapVerdictKind.Undecided, GapCertainty.Possible), (flow.Verdict.Kind, flow.Verdict.Certainty));
        Assert.Contains("too short", flow.Verdict.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void NumbersOfOneByte_AreEnoughForShortGaps()
    {
        CaptureFile file = Steadily(2000, number => number % 200 >= 190);

        GapFlow flow = Assert.Single(Analyze(file, new GapAnalyzerOptions { Sequence = new SequenceField(3, 1) }).Flows);

        Assert.Equal((90L, GapVerdictKind.Radio), (flow.Lost, flow.Verdict.Kind));
    }

    [Fact]
    public void BytesOfTheApp_AreComparedWithThoseOfAllFlows()
    {
        CaptureFile file = new(false, false, 1);
        for (uint i = 0; i < 1000; i++)
        {
            file.Add(i * 10, i, 100);
            file.Add((i * 10) + 1, i, 100, source: new IPEndPoint(IPAddress.Parse("192.0.2.9"), 4000));
        }

        GapReport report = Analyze(file, Numbered with { AppBytes = 100_000 });

        Assert.Equal([GapVerdictKind.Buffer, GapVerdictKind.Buffer], report.Flows.Select(flow => flow.Verdict.Kind));
        Assert.All(report.Flows, flow => Assert.Equal(GapCertainty.Likely, flow.Verdict.Certainty)); // one of them may have come whole
        Assert.Contains("of the bytes of all 2 flows", report.Verdict.Cause, StringComparison.Ordinal);
        Assert.False(report.IsGood);
    }

    [Theory]
    [InlineData(127, "monitor mode")]
    [InlineData(105, "802.11")]
    [InlineData(9999, "link type 9999")]
    public void HeadersThatAreNotRead_AreAFailureAndNoVerdict(int linkType, string name)
    {
        CaptureFile file = Steadily(100, _ => false, linkType);

        CaptureException failure = Assert.Throws<CaptureException>(() => Analyze(file, Numbered));

        Assert.Contains(name, failure.Cause, StringComparison.Ordinal);
        Assert.Contains("100 packets", failure.Cause, StringComparison.Ordinal);
        Assert.Contains("tcpdump -i", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void PktapOfUnknownForm_IsNotReadAndSaysSo()
    {
        CaptureFile file = new(false, false, 258);
        file.AddPacket(0, [.. "second version"u8, .. new byte[200]]);
        file.AddPacket(1, [108, 0, 0, 0, 1, 0, 0, 0, 127, 0, 0, 0, .. new byte[200]]);
        file.AddPacket(2, [108, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, .. new byte[200]]); // tells of an interface, and nothing follows

        string cause = Assert.Throws<CaptureException>(() => Analyze(file, Numbered)).Cause;

        Assert.Contains("PKTAP of an unknown form (link type 258) of 1 packets", cause, StringComparison.Ordinal);
        Assert.Contains("(link type 127), of 1 packets", cause, StringComparison.Ordinal);
    }

    [Fact]
    public void SomePacketsThatAreNotRead_AreCountedAndNoSuccess()
    {
        CaptureFile file = Steadily(100, _ => false, 258);
        file.AddPacket(2000, [108, 0, 0, 0, 1, 0, 0, 0, 105, 0, 0, 0, .. new byte[200]]);

        GapReport report = Analyze(file, Numbered);

        Assert.Equal([new UnreadLinkType(105, 1)], report.Unread);
        Assert.Equal((GapVerdictKind.Steady, false), (report.Verdict.Kind, report.IsGood));
    }

    private static CaptureFile Steadily(uint count, Func<uint, bool> isLost, int linkType = 1)
    {
        CaptureFile file = new(false, false, linkType);
        for (uint i = 0; i < count; i++)
        {
            if (!isLost(i))
                file.Add(i * 5, i);
        }

        return file;
    }

    private static CaptureFile OnAndOff(bool losesInGaps, int datagrams, double gapMilliseconds)
    {
        CaptureFile file = new(false, false, 1);
        uint number = 7;
        double time = 0;
        for (int period = 0; period < 10; period++)
        {
            for (int i = 0; i < datagrams; i++, number++, time += 10)
                file.Add(time, number, identification: (ushort)number);
            time += gapMilliseconds - 10;
            number += losesInGaps ? (uint)(gapMilliseconds / 10) : 0;
        }

        return file;
    }

    private static GapReport Analyze(CaptureFile file, GapAnalyzerOptions options)
    {
        GapReport report = new GapAnalyzer(options).Analyze(new MemoryStream(file.ToArray()), TestContext.Current.CancellationToken);
        return report;
    }
}
