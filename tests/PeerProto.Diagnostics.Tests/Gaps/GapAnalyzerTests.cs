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
        GapVerdict verdict = Analyze(OnAndOff(losesInGaps: true, 100, 307.2), Numbered with { BufferDrops = 194 }).Verdict;
        Assert.Equal((GapVerdictKind.Buffer, true), (verdict.Kind, verdict.IsCertain));
        Assert.Contains("194", verdict.Cause, StringComparison.Ordinal);
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

    [Fact]
    public void SequenceTracker_AgreesWithASetOnRandomOrders()
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

            SequenceTracker tracker = new(16);
            foreach (int number in numbers)
                tracker.Add((ulong)(number + 65_000));
            Assert.Equal(2000 - numbers.Count, tracker.Lost);
            Assert.Equal(0, tracker.Duplicates);
            Assert.Equal(0, tracker.Restarts);
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
        Assert.Equal((29, true), (Assert.Single(report.Flows).Datagrams, report.IsCut));
    }

    [Fact]
    public void MoreFlowsThanAreKept_AreLeftOut()
    {
        CaptureFile file = new(false, false, 101);
        for (int i = 0; i < GapAnalyzer.MaximumFlows + 10; i++)
            file.Add(i, 0, source: new IPEndPoint(CaptureFile.Sender.Address, 1000 + i));
        GapReport report = Analyze(file, new GapAnalyzerOptions());
        Assert.Equal((GapAnalyzer.MaximumFlows, true), (report.Flows.Count, report.IsTruncated));
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
