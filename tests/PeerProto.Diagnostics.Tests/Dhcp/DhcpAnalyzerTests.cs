using PeerProto.Diagnostics.Tests.Gaps;

namespace PeerProto.Diagnostics.Tests.Dhcp;

public sealed class DhcpAnalyzerTests
{
    private readonly DhcpAnalyzer _analyzer = new();

    [Fact]
    public void WholeExchange_IsGood()
    {
        DhcpReport report = Read(1, Frames.Discover(), Frames.Offer(), Frames.Select(), Frames.Ack());
        Assert.Equal((true, 4, 4), (report.IsGood, report.Packets, report.Messages));
        Assert.Equal(4, report.Observations.Count);
        Assert.Equal(Frames.ClientAddress, Assert.Single(report.Clients).Address);
    }

    [Fact]
    public void UseAtTheEnd_IsToldWithoutBlame()
    {
        DhcpReport report = Read(1, Frames.Arp(Frames.Client, Frames.ClientAddress, Frames.ClientAddress)); // it might still have asked, had the capture gone on
        Assert.Equal((true, DhcpObservationKind.Known), (report.IsGood, Assert.Single(report.Observations).Kind));
        Assert.DoesNotContain(Read(1, Frames.Discover()).Observations, static one => one.Kind == DhcpObservationKind.Unanswered); // and it might have been answered
    }

    [Fact]
    public void MessagesThatAreCut_AreCountedAndNotGood()
    {
        DhcpReport report = Read(1, Frames.Discover(), Frames.Offer(), Frames.InitReboot()[..256]);
        Assert.Equal((1, 0, 2, false), (report.CutMessages, report.Malformed, report.Messages, report.IsGood));
    }

    [Fact]
    public void AnnouncementWithoutAQuestion_IsASilentReuse()
    {
        CaptureFile file = new(true, true, 1);
        file.AddPacket(0, Frames.Arp(Frames.Client, Frames.ClientAddress, Frames.ClientAddress));
        file.AddPacket(5000, Frames.Arp(Frames.Client, Frames.ClientAddress, Frames.ServerAddress));
        DhcpReport report = _analyzer.Analyze(new MemoryStream(file.ToArray()), TestContext.Current.CancellationToken);
        Assert.Equal((false, DhcpObservationKind.SilentReuse, false), (report.IsGood, report.Observations[0].Kind, Assert.Single(report.Observations).IsCertain));
    }

    [Fact]
    public void ServerThatSpokeByArpLongBefore_IsNoClient()
    {
        CaptureFile file = new(true, true, 1);
        file.AddPacket(0, Frames.Arp(Frames.Server, Frames.ServerAddress, Frames.ClientAddress));
        file.AddPacket(5000, Frames.Discover());
        file.AddPacket(5010, Frames.Offer());
        DhcpReport report = _analyzer.Analyze(new MemoryStream(file.ToArray()), TestContext.Current.CancellationToken);
        Assert.Equal([DhcpObservationKind.Discover, DhcpObservationKind.Offer], report.Observations.Select(static one => one.Kind));
    }

    [Fact]
    public void PacketsThatCannotBeRead_AreNamedWithWhatToDo()
    {
        CaptureException failure = Assert.Throws<CaptureException>(() => Read(127, Frames.Discover()));
        Assert.Contains("802.11 with radiotap", failure.Cause, StringComparison.Ordinal);
        Assert.Contains("without monitor mode", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void CaptureThatIsCut_IsNotGood()
    {
        byte[] bytes = Capture(1, Frames.Discover(), Frames.Offer());
        DhcpReport report = _analyzer.Analyze(new MemoryStream(bytes[..^10]), TestContext.Current.CancellationToken);
        Assert.Equal((true, false, 1), (report.IsCut, report.IsGood, report.Messages));
    }

    private DhcpReport Read(int linkType, params byte[][] frames) => _analyzer.Analyze(new MemoryStream(Capture(linkType, frames)), TestContext.Current.CancellationToken);

    private static byte[] Capture(int linkType, params byte[][] frames)
    {
        CaptureFile file = new(false, false, linkType);
        for (int i = 0; i < frames.Length; i++)
            file.AddPacket(i * 10, frames[i]);
        return file.ToArray();
    }
}
