using System.Buffers;
using PeerProto.Protocol.Calls;
using PeerProto.Protocol.Connections;
using PeerProto.Protocol.FlowControl;
using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Tests.Simulation;
using PeerProto.Protocol.Tracing;

namespace PeerProto.Protocol.Tests.Connections;

/// <summary>What a peer may not do on streams of its own, and what one stream must not do to another.</summary>
public sealed class HostileLaneTests
{
    private static readonly ConnectionSetup Setup = SampleContract.Larger with { IsMultistream = true };

    private static readonly byte[] Trace = Wire.Hex("0a f7 65 19 16 cd 43 dd 84 48 eb 21 1c 80 31 9c b7 ad 6b 71 69 20 33 31 01");

    [Fact]
    public void LaneThatCarriesNothing_EndsTheConnectionAfterTheKeepAliveTimeout()
    {
        using ScriptedPeer script = ScriptedPeer.Ready(Setup);
        script.Machine.OpenLane(script.Now);
        TimeSpan timeout = Setup.Timings.KeepAliveTimeout;
        script.Now += timeout - TimeSpan.FromMilliseconds(1);
        script.Send(FrameKind.Ping, new byte[8]); // the peer itself is alive
        script.Machine.HandleTimeout(script.Now);
        script.AssertOpen();

        script.Now += TimeSpan.FromMilliseconds(1);
        script.Machine.HandleTimeout(script.Now);

        script.AssertClosed(CloseCode.KeepAliveTimeout, "carried no frame");
    }

    [Fact]
    public void LanesThatCarriedAFrame_MayBeSilent()
    {
        using ScriptedPeer script = ScriptedPeer.Ready(Setup);
        InboundLane lane = script.Machine.OpenLane(script.Now);
        Send(script, lane, Wire.Frame(FrameKind.Message, [SampleContract.NumbersId, 7]));
        script.Now += Setup.Timings.KeepAliveTimeout;
        script.Send(FrameKind.Ping, new byte[8]);
        script.Machine.HandleTimeout(script.Now);

        script.AssertOpen();
    }

    [Fact]
    public void LaneThatEndsWithoutAFrame_EndsTheConnection()
    {
        using ScriptedPeer script = ScriptedPeer.Ready(Setup);
        script.Machine.HandleLaneEnd(script.Machine.OpenLane(script.Now), isWhole: true);

        script.AssertClosed(CloseCode.ProtocolViolation, "carried no frame");
    }

    [Fact]
    public void LaneThatEndsWithinAFrame_EndsTheConnection()
    {
        using ScriptedPeer script = ScriptedPeer.Ready(Setup);
        InboundLane lane = script.Machine.OpenLane(script.Now);
        byte[] message = Wire.Frame(FrameKind.Message, [SampleContract.NumbersId, 7]);
        Assert.Equal(0, Send(script, lane, message[..^1]).Taken);
        script.Machine.HandleLaneEnd(lane, isWhole: false);

        script.AssertClosed(CloseCode.ProtocolViolation, "within a frame");
    }

    [Fact]
    public void LaneThatEndsWithinAFragmentedFrame_EndsTheConnection()
    {
        using ScriptedPeer script = ScriptedPeer.Ready(Setup);
        InboundLane lane = script.Machine.OpenLane(script.Now);
        Send(script, lane, Wire.Frame(FrameKind.Fragment, [0, 1, (byte)FrameKind.Message, SampleContract.NumbersId]));
        script.AssertOpen();
        script.Machine.HandleLaneEnd(lane, isWhole: true);

        script.AssertClosed(CloseCode.ProtocolViolation, "within a frame");
    }

    [Theory]
    [InlineData(FrameKind.Ping)]
    [InlineData(FrameKind.Close)]
    [InlineData(FrameKind.Credit)]
    [InlineData(FrameKind.Acknowledge)]
    [InlineData(FrameKind.Call)]
    [InlineData(FrameKind.Cancel)]
    [InlineData(FrameKind.Hello)]
    public void FrameOfTheFirstStream_EndsTheConnectionOnALane(FrameKind kind)
    {
        using ScriptedPeer script = ScriptedPeer.Ready(Setup);
        Send(script, script.Machine.OpenLane(script.Now), Wire.Frame(kind, new byte[8]));

        script.AssertClosed(CloseCode.ProtocolViolation, "other than the first");
    }

    [Fact]
    public void FrameLongerThanAFragment_EndsTheConnectionBeforeItIsKept()
    {
        using ScriptedPeer script = ScriptedPeer.Ready(Setup);
        byte[] tooLong = Wire.Frame(FrameKind.Message, [SampleContract.NumbersId], new byte[ProtocolLimits.FragmentBytes + 100]);
        Send(script, script.Machine.OpenLane(script.Now), tooLong[..10]);

        script.AssertClosed(CloseCode.FrameTooLarge, "announces more");
    }

    [Fact]
    public void ChannelOnTwoStreams_EndsTheConnection()
    {
        using ScriptedPeer script = ScriptedPeer.Ready(Setup);
        byte[] message = Wire.Frame(FrameKind.Message, [SampleContract.NumbersId, 7]);
        Send(script, script.Machine.OpenLane(script.Now), message);
        script.AssertOpen();
        Send(script, script.Machine.OpenLane(script.Now), message);

        Assert.Equal(CloseCode.ProtocolViolation, script.Machine.CloseInfo?.Code);
    }

    [Fact]
    public void ItemBeforeItsCall_WaitsForIt()
    {
        using ScriptedPeer script = ScriptedPeer.Ready(Setup);
        InboundLane lane = script.Machine.OpenLane(script.Now);
        byte[] item = Wire.Frame(FrameKind.Item, Wire.Number(0), [7]);
        (int taken, _) = Send(script, lane, item);
        Assert.Equal(0, taken);
        Assert.True(lane.IsWaiting);
        script.AssertOpen();

        script.Send(FrameKind.Call, Wire.Number(0), Wire.Number((ulong)SampleContract.Import.Id), [1]);
        (taken, ConnectionEvent change) = Send(script, lane, item);

        Assert.Equal(item.Length, taken);
        Assert.False(lane.IsWaiting);
        Assert.Equal(ConnectionEventKind.ItemReceived, change.Kind);
    }

    [Fact]
    public void TraceOfALane_BelongsToTheNextMessageOfThatLane()
    {
        using ScriptedPeer script = ScriptedPeer.Ready(Setup);
        InboundLane numbers = script.Machine.OpenLane(script.Now);
        InboundLane texts = script.Machine.OpenLane(script.Now);
        Send(script, numbers, Wire.Frame(FrameKind.Trace, Trace));
        (_, ConnectionEvent other) = Send(script, texts, Wire.Frame(FrameKind.Message, [SampleContract.TextsId, 0xa1, 0x61]));
        script.Send(FrameKind.Ping, new byte[8]);
        (_, ConnectionEvent traced) = Send(script, numbers, Wire.Frame(FrameKind.Message, [SampleContract.NumbersId, 7]));

        script.AssertOpen();
        Assert.Null(other.Trace);
        Assert.Equal(0xb7ad6b7169203331, traced.Trace?.SpanId);
    }

    [Fact]
    public void TraceOfAnItemThatWaits_StaysWithIt()
    {
        using ScriptedPeer script = ScriptedPeer.Ready(Setup);
        InboundLane lane = script.Machine.OpenLane(script.Now);
        byte[] item = Wire.Frame(FrameKind.Item, Wire.Number(0), [7]);
        byte[] trace = Wire.Frame(FrameKind.Trace, Trace);
        Assert.Equal(trace.Length, Send(script, lane, Wire.Join(trace, item)).Taken);
        script.Send(FrameKind.Call, Wire.Number(0), Wire.Number((ulong)SampleContract.Import.Id), [1]);

        (_, ConnectionEvent change) = Send(script, lane, item);

        Assert.Equal(0xb7ad6b7169203331, change.Trace?.SpanId);
    }

    [Fact]
    public void CloseThatTellsOfLanesThatNeverCome_CountsAfterTheCloseDeadline()
    {
        using ScriptedPeer script = ScriptedPeer.Ready(Setup);
        byte[] close = Wire.Frame(FrameKind.Close, Wire.Number((ulong)CloseCode.None));
        ReadOnlySequence<byte> input = new(Wire.Join(Wire.Frame(FrameKind.Lanes, Wire.Number(3)), close));
        Assert.False(script.Machine.HandleInput(ref input, script.Now, out _));
        Assert.True(script.Machine.IsHeldBack);
        Assert.Equal(ConnectionPhase.Ready, script.Machine.Phase);

        script.Now += Setup.Timings.Close;
        script.Machine.HandleTimeout(script.Now);
        Assert.False(script.Machine.HandleInput(ref input, script.Now, out _));

        Assert.Equal(ConnectionPhase.Closed, script.Machine.Phase);
        Assert.True(script.Machine.CloseInfo!.ByPeer);
    }

    [Fact]
    public void LanesOnALinkWithoutStreams_EndTheConnection()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        script.Send(FrameKind.Lanes, Wire.Number(1));

        script.AssertClosed(CloseCode.ProtocolViolation, "0x08");
    }

    [Fact]
    public void LongReportOnTheFirstStream_MayComeWhileALongFailureIsUnderWayOnALane()
    {
        using ScriptedPeer script = ScriptedPeer.Ready(Setup);
        script.Peer.Call(SampleContract.Watch, 1);
        CallRecord asked = script.Peer.Call(SampleContract.Ask, 2);
        InboundLane lane = script.Machine.OpenLane(script.Now);
        byte[] failure = [(byte)FrameKind.Failure, 1, .. Wire.Number((ulong)RemoteErrorCode.Failed), .. new byte[8], .. Wire.Text("half and half")];
        Send(script, lane, Wire.Frame(FrameKind.Fragment, [0], Wire.Number((ulong)failure.Length - 12), failure[..12]));

        byte[] report = [(byte)FrameKind.Progress, 3, 7];
        script.Send(FrameKind.Fragment, [0, 1], report[..2]);
        script.AssertOpen();
        (_, ConnectionEvent change) = Send(script, lane, Wire.Frame(FrameKind.Fragment, [0, 0], failure[12..]));
        script.Send(FrameKind.Fragment, [0, 0], report[2..]);

        script.AssertOpen();
        Assert.Equal("half and half", change.Failure?.Text);
        Assert.Equal([7], asked.Reports);
    }

    [Fact]
    public void SecondLongReportOnTheFirstStream_EndsTheConnectionThoughALaneHasOneAsWell()
    {
        using ScriptedPeer script = ScriptedPeer.Ready(Setup);
        script.Peer.Call(SampleContract.Ask, 1);
        script.Peer.Call(SampleContract.Ask, 2);
        script.Send(FrameKind.Fragment, [0, 1], [(byte)FrameKind.Progress, 1]);
        script.AssertOpen();
        script.Send(FrameKind.Fragment, [1, 1], [(byte)FrameKind.Progress, 3]);

        script.AssertClosed(CloseCode.FlowControlViolation, "more than one at a time");
    }

    [Fact]
    public void LanesThatEndBehindASilentOne_AreForgotten()
    {
        using ScriptedPeer script = ScriptedPeer.Ready(Setup);
        script.Machine.OpenLane(script.Now); // silent
        byte[] grease = Wire.Frame(0x3f, [1]);
        WeakReference[] ended = [.. Enumerable.Range(0, 100).Select(_ => EndOne())];

        GC.Collect();

        Assert.DoesNotContain(ended, static lane => lane.IsAlive);
        script.AssertOpen();

        WeakReference EndOne()
        {
            InboundLane lane = script.Machine.OpenLane(script.Now);
            Send(script, lane, grease);
            script.Machine.HandleLaneEnd(lane, isWhole: true);
            return new WeakReference(lane);
        }
    }

    /// <summary>What arrives on a lane is handed to the machine.</summary>
    /// <returns>How many bytes it took, and the last thing that it found in them.</returns>
    private static (int Taken, ConnectionEvent Change) Send(ScriptedPeer script, InboundLane lane, byte[] bytes)
    {
        ReadOnlySequence<byte> input = new(bytes);
        ConnectionEvent last = default;
        while (script.Machine.HandleLaneInput(lane, ref input, script.Now, out MessageRun messages, out ConnectionEvent change))
        {
            if (messages.Inbound is null)
                last = change;
        }

        return (bytes.Length - (int)input.Length, last);
    }
}
