namespace PeerProto.Diagnostics.Tests.Gaps;

/// <summary>Captures of a real kernel with a known fault each, see <c>Gaps/Kernel/README.md</c>.</summary>
public sealed class KernelCaptureTests
{
    private static readonly GapAnalyzerOptions Numbered = new() { Sequence = new SequenceField(0, 4), Port = 4001 };

    [Fact]
    public void SlowReader_IsTheBuffer()
    {
        Assert.Equal((GapVerdictKind.Buffer, GapCertainty.Certain), Judge("slow-reader", Numbered with { AppBytes = 6000 }));
        Assert.Equal((GapVerdictKind.Buffer, GapCertainty.Certain), Judge("slow-reader", Numbered with { BufferDrops = 100 }));
        Assert.Equal((GapVerdictKind.Undecided, GapCertainty.Possible), Judge("slow-reader", Numbered with { AppBytes = 6000, Place = CapturePlace.Elsewhere }));
        Assert.Equal((160, 0L), (Read("slow-reader", Numbered).Datagrams, Read("slow-reader", Numbered).Lost));
    }

    [Fact]
    public void Gate_IsTheRadio()
    {
        GapFlow flow = Read("gate", Numbered);

        Assert.Equal((GapVerdictKind.Radio, GapCertainty.Certain), (flow.Verdict.Kind, flow.Verdict.Certainty));
        Assert.Equal((80, 60L, 3), (flow.Datagrams, flow.Lost, flow.GapCount)); // the last twenty were dropped too, and nothing came behind them
        Assert.Equal([20L, 20L, 20L], flow.Gaps.Select(gap => gap.Lost!.Value));
        Assert.Equal((GapVerdictKind.Radio, GapCertainty.Certain), Judge("gate", Numbered with { AppBytes = 8000, BufferDrops = 0 }));
    }

    [Fact]
    public void SenderThatPauses_IsTheSender()
    {
        GapFlow flow = Read("pausing-sender", Numbered);

        Assert.Equal((GapVerdictKind.Sender, GapCertainty.Certain, 160, 0L, 3), (flow.Verdict.Kind, flow.Verdict.Certainty, flow.Datagrams, flow.Lost, flow.GapCount));
        Assert.InRange(flow.MedianGap!.Value.TotalMilliseconds, 250, 260);
    }

    [Fact]
    public void FirewallOfTheReceiver_IsAFilter() => Assert.Equal((GapVerdictKind.Filter, GapCertainty.Certain), Judge("filter", Numbered with { AppBytes = 0 }));

    private static (GapVerdictKind Kind, GapCertainty Certainty) Judge(string name, GapAnalyzerOptions options) => (Read(name, options).Verdict.Kind, Read(name, options).Verdict.Certainty);

    private static GapFlow Read(string name, GapAnalyzerOptions options)
    {
        using FileStream file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Gaps", "Kernel", name + ".pcap"));
        return Assert.Single(new GapAnalyzer(options).Analyze(file, TestContext.Current.CancellationToken).Flows);
    }
}
