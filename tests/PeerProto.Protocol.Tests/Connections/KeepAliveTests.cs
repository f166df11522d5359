using System.Buffers;
using PeerProto.Protocol.Connections;
using PeerProto.Protocol.FlowControl;
using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Tests.Simulation;

namespace PeerProto.Protocol.Tests.Connections;

public sealed class KeepAliveTests
{
    [Fact]
    public void SameIncompleteBytesHandedInAgain_AreNoSignOfLife()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        ReadOnlySequence<byte> half = new([0x05, 0x10]);
        Assert.False(script.Machine.HandleInput(ref half, script.Now, out _));
        TimeSpan deadline = script.Now + ProtocolTimings.Default.KeepAliveTimeout;
        for (TimeSpan now = script.Now; now < deadline; now += TimeSpan.FromSeconds(1))
            Assert.False(script.Machine.HandleInput(ref half, now, out _));
        script.Machine.HandleTimeout(deadline);
        Assert.Equal(CloseCode.KeepAliveTimeout, script.Machine.CloseInfo?.Code);
    }

    [Fact]
    public void NothingHeardForTheIdleTime_PingsAndTheAnswerTellsTheRoundTrip()
    {
        using SimulatedPair pair = SimulatedPair.Ready();
        Assert.Null(pair.Larger.Machine.RoundTripTime);
        pair.RunFor(TimeSpan.FromSeconds(4));
        Assert.Equal(2 * pair.Latency, pair.Larger.Machine.RoundTripTime);
        Assert.Equal(ConnectionPhase.Ready, pair.Smaller.Machine.Phase);
    }

    [Fact]
    public void NothingAcknowledgedForTheDropTime_EndsTheConnectionThoughThePeerTalks()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        Assert.True(script.Peer.TrySendNumber(1));
        TimeSpan start = script.Now;
        while (script.Machine.Phase == ConnectionPhase.Ready)
        {
            Assert.True(script.Now - start < TimeSpan.FromSeconds(30));
            script.Now += TimeSpan.FromSeconds(1);
            script.Send(FrameKind.Ping, new byte[8]);
            script.Machine.HandleTimeout(script.Now);
        }

        script.AssertClosed(CloseCode.KeepAliveTimeout, "acknowledged nothing for 10 s");
        Assert.Equal(11, (script.Now - start).TotalSeconds);
    }

    [Fact]
    public void LongMessageLeavesSlowly_StaysReady()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        Assert.True(script.Peer.TrySendText(new string('x', 1_000_000)));
        int writes = 0;
        while (script.Machine.PendingOutputBytes > 0)
        {
            script.Peer.TakeOutput(); // at most four fragments
            Pass(script, TimeSpan.FromSeconds(6));
            script.AssertOpen();
            writes++;
        }

        Assert.InRange(writes, 10, 20); // a minute and more, in which nothing could be acknowledged
        script.Send(FrameKind.Acknowledge, [SampleContract.TextsId], [1]);
        Pass(script, TimeSpan.FromSeconds(60));
        script.AssertOpen();
    }

    [Fact]
    public void NothingOfALongMessageLeaves_EndsTheConnectionAfterTheDropTime()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        Assert.True(script.Peer.TrySendText(new string('x', 1_000_000)));
        script.Peer.TakeOutput();
        Pass(script, TimeSpan.FromSeconds(13));

        script.AssertClosed(CloseCode.KeepAliveTimeout, "acknowledged nothing for 10 s");
    }

    [Fact]
    public void MessageThatHasLeftIsNotAcknowledged_EndsTheConnectionThoughALongOneLeaves()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        Assert.True(script.Peer.TrySendNumber(1));
        Assert.True(script.Peer.TrySendText(new string('x', 4_000_000)));
        for (int i = 0; i < 13 && script.Machine.Phase == ConnectionPhase.Ready; i++)
        {
            script.Peer.TakeOutput();
            Pass(script, TimeSpan.FromSeconds(1));
        }

        script.AssertClosed(CloseCode.KeepAliveTimeout, "acknowledged nothing for 10 s");
    }

    [Fact]
    public void LongMessageOfALaneLeavesSlowly_StaysReadyUntilNothingLeaves()
    {
        using ScriptedPeer script = ScriptedPeer.Ready(SampleContract.Larger with { IsMultistream = true });
        Assert.True(script.Peer.TrySendText(new string('x', 1_000_000)));
        Assert.True(script.Machine.TryTakeLane(out OutboundLane? lane));
        using OutboundBuffer? taken = lane!.TryExchange(new OutboundBuffer());
        for (int i = 0; i < 10; i++)
        {
            Pass(script, TimeSpan.FromSeconds(6));
            script.AssertOpen();
            script.Machine.NoteWritten(script.Now);
        }

        Pass(script, TimeSpan.FromSeconds(13));
        script.AssertClosed(CloseCode.KeepAliveTimeout, "acknowledged nothing for 10 s");
    }

    /// <summary>Time passes, in which the peer gives signs of life.</summary>
    private static void Pass(ScriptedPeer script, TimeSpan time)
    {
        for (TimeSpan end = script.Now + time; script.Now < end && script.Machine.Phase == ConnectionPhase.Ready;)
        {
            script.Now += TimeSpan.FromSeconds(1);
            script.Send(FrameKind.Pong, new byte[8]);
            script.Machine.HandleTimeout(script.Now);
        }
    }

    [Fact]
    public void SomethingIsAcknowledgedWithinTheDropTime_StaysReady()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        for (byte i = 1; i < 20; i++)
        {
            Assert.True(script.Peer.TrySendNumber(1));
            Assert.True(script.Peer.TrySendNumber(1));
            script.Now += TimeSpan.FromSeconds(6);
            script.Send(FrameKind.Acknowledge, [SampleContract.NumbersId], [i]);
            script.Machine.HandleTimeout(script.Now);
            script.AssertOpen();
        }
    }

    [Fact]
    public void IdleForAnHour_StaysReady()
    {
        using SimulatedPair pair = SimulatedPair.Ready();
        pair.RunFor(TimeSpan.FromHours(1));
        Assert.Equal(ConnectionPhase.Ready, pair.Smaller.Machine.Phase);
        Assert.Equal(ConnectionPhase.Ready, pair.Larger.Machine.Phase);
    }

    [Fact]
    public void NothingHeard_PingsAtEachIntervalAndGivesUpAtTheTimeout()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        TimeSpan start = script.Now;
        List<double> pings = [];
        int seen = 0;
        while (script.Machine.NextDeadline is { } deadline)
        {
            script.Machine.HandleTimeout(deadline);
            int count = script.Sent.Count(frame => frame.Kind == FrameKind.Ping);
            if (count > seen)
                pings.Add((deadline - start).TotalSeconds);
            seen = count;
            script.Now = deadline;
        }

        Assert.Equal([3.0, 5.0, 7.0], pings);
        Assert.Equal(TimeSpan.FromSeconds(9), script.Now - start);
        script.AssertClosed(CloseCode.KeepAliveTimeout, "nothing was heard of the peer for 9 s");
    }

    [Fact]
    public void AnyFrame_IsASignOfLife()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        for (int i = 0; i < 20; i++)
        {
            script.Now += TimeSpan.FromSeconds(2.9);
            script.Machine.HandleTimeout(script.Now);
            script.Send(FrameKind.Message, Wire.Number(1), [1]);
        }

        Assert.DoesNotContain(script.Sent, frame => frame.Kind == FrameKind.Ping);
        script.AssertOpen();
    }

    [Fact]
    public void PongNobodyAskedFor_IsIgnoredWhenItLiesInTheFuture()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        script.Send(FrameKind.Pong, Wire.Hex("7f ff ff ff ff ff ff ff"));
        script.Send(FrameKind.Pong, Wire.Hex("ff ff ff ff ff ff ff ff"));
        Assert.Null(script.Machine.RoundTripTime);
        script.AssertOpen();
    }

    [Fact]
    public void CalledEarlyOrLate_DoesNoHarm()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        int frames = script.Sent.Count;
        script.Machine.HandleTimeout(script.Now);
        script.Machine.HandleTimeout(script.Now + TimeSpan.FromSeconds(1));
        Assert.Equal(frames, script.Sent.Count);
        script.Machine.HandleTimeout(script.Now + TimeSpan.FromDays(1));
        script.Machine.HandleTimeout(script.Now + TimeSpan.FromDays(2));
        script.AssertClosed(CloseCode.KeepAliveTimeout, "");
    }
}
