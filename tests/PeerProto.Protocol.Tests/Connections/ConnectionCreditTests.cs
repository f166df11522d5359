using PeerProto.CompilerServices;
using PeerProto.Protocol.Connections;
using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Tests.Simulation;

namespace PeerProto.Protocol.Tests.Connections;

/// <summary>The credit of the whole connection: who it holds up, who it does not, and what a peer that ignores it gets.</summary>
public sealed class ConnectionCreditTests
{
    [Fact]
    public void UsedUp_NothingMoreMaySendUntilMoreIsGranted()
    {
        using ScriptedPeer script = new();
        script.SayHello(hello => hello with { ConnectionWindowMessages = 3 });
        script.Send(Wire.Frame(FrameKind.Admit));
        Assert.True(script.Peer.TrySendNumber(1));
        Assert.True(script.Peer.TrySendText("2"));
        script.Peer.Call(SampleContract.Ask, 3);
        Assert.False(script.Machine.HasConnectionCredit);
        Assert.False(script.Machine.CanOpenCall);
        Assert.False(script.Peer.TrySendNumber(4));
        script.Send(FrameKind.Credit, [0], [4], Wire.Number(1 << 22));
        Assert.Equal(ConnectionEventKind.Unblocked, script.Peer.Events[^1]);
        Assert.True(script.Peer.TrySendNumber(4));
        Assert.False(script.Peer.TrySendNumber(5));
    }

    [Fact]
    public void BytesUsedUp_OneGoesBeyondAndTheNextWaits()
    {
        using ScriptedPeer script = new();
        script.SayHello(hello => hello with { ConnectionWindowBytes = 100 });
        script.Send(Wire.Frame(FrameKind.Admit));
        Assert.True(script.Peer.TrySendText(new string('x', 90)));
        Assert.True(script.Peer.TrySendText(new string('x', 5000)));
        Assert.False(script.Peer.TrySendNumber(1));
        script.Send(FrameKind.Credit, [0], Wire.Number(1000), Wire.Number(5095));
        Assert.False(script.Peer.TrySendNumber(1));
        script.Send(FrameKind.Credit, [0], Wire.Number(1000), Wire.Number(5096));
        Assert.True(script.Peer.TrySendNumber(1));
    }

    [Fact]
    public void ChannelThatNobodyReadsIsFull_AnotherGoesOn()
    {
        ProtocolLimits limits = new() { ConnectionWindowMessages = 8, ChannelWindowMessages = 20 };
        using SimulatedPair pair = SimulatedPair.Ready(limits);
        pair.Larger.Consumes = false;
        for (int i = 0; i < 30; i++)
        {
            pair.Smaller.TrySendText("held");
            pair.Settle();
        }

        Assert.Equal(20, pair.Larger.Texts.Count);
        pair.Larger.ConsumesNumbers = true;
        for (int i = 0; i < 1000; i++)
        {
            Assert.True(pair.Smaller.TrySendNumber(i));
            pair.Settle();
        }

        Assert.Equal(1000, pair.Larger.Numbers.Count);
    }

    [Fact]
    public void CallsAndResults_ReturnTheirCreditWhenTheyHaveCome()
    {
        using SimulatedPair pair = SimulatedPair.Ready(new ProtocolLimits { ConnectionWindowMessages = 2, ConnectionWindowBytes = 2 });
        pair.Larger.OnCall = call => pair.Larger.Answer(call, call.Argument);
        for (int i = 0; i < 100; i++)
        {
            CallRecord call = pair.Smaller.Call(SampleContract.Ask, i);
            pair.Settle();
            Assert.Equal(i, call.Result);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ItemsThatNobodyWillRead_ReturnTheirCredit(bool isCancelled)
    {
        using SimulatedPair pair = SimulatedPair.Ready(new ProtocolLimits { ConnectionWindowMessages = 8, StreamWindowMessages = 6, MaximumConcurrentCalls = 1 });
        pair.Smaller.Consumes = false;
        for (int i = 0; i < 50; i++)
        {
            CallRecord call = pair.Smaller.Call(SampleContract.Watch, i);
            pair.Settle();
            CallRecord incoming = pair.Larger.Incoming[^1];
            for (int item = 0; item < 5; item++)
                Assert.True(pair.Larger.TrySendItem(incoming, item));
            if (isCancelled)
                pair.Settle();
            else
                pair.Larger.Machine.WriteEnd(incoming.State);
            pair.Settle();
            pair.Smaller.Machine.CancelCall(call.State);
            pair.Larger.Machine.WriteEnd(incoming.State);
            pair.Settle();
            Assert.True(call.State.IsEnded);
            pair.Smaller.ForgetHeld();
        }
    }

    [Fact]
    public void PeerBeginsMoreThanItsCredit_TheConnectionEndsAndMemoryStaysBounded()
    {
        ProtocolLimits limits = new() { ConnectionWindowBytes = 1_000_000, MaximumMessageBytes = 400_000, MaximumConcurrentCalls = 64 };
        using ScriptedPeer script = ScriptedPeer.Ready(SampleContract.Larger with { Limits = limits });
        long before = GC.GetAllocatedBytesForCurrentThread();
        int begun = 0;
        for (byte slot = 0; slot < 64 && script.Machine.Phase == ConnectionPhase.Ready; slot++, begun++)
            script.Send(FrameKind.Fragment, [slot], Wire.Number(399_000), [(byte)FrameKind.Call, (byte)(2 * slot), (byte)SampleContract.Ask.Id, 1]);
        script.AssertClosed(CloseCode.FlowControlViolation, "credit on the connection");
        Assert.Equal(4, begun); // the third goes beyond, the fourth may not begin
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 3_000_000);
    }

    [Fact]
    public void PeerIgnoresTheCreditOfTheConnection_TheConnectionEnds()
    {
        ProtocolLimits limits = new() { ConnectionWindowBytes = 100, MaximumMessageBytes = 5000 };
        using ScriptedPeer script = ScriptedPeer.Ready(SampleContract.Larger with { Limits = limits });
        script.Send(FrameKind.Fragment, [0], Wire.Number(4900), [(byte)FrameKind.Message, SampleContract.TextsId, 1]);
        script.Send(FrameKind.Fragment, [1], Wire.Number(197), [(byte)FrameKind.Message, SampleContract.NumbersId, 1]); // 5,099 in all: a message of 99 bytes and one of 5,000 could have been taken in hand
        script.AssertOpen();
        script.Send(FrameKind.Call, [0, (byte)SampleContract.Ask.Id], [1]);
        script.AssertClosed(CloseCode.FlowControlViolation, "credit on the connection");
    }

    [Fact]
    public void MessageThatGoesBeyondBeginsBeforeOneThatWasTakenEarlier_BothArrive()
    {
        using SimulatedPair pair = SimulatedPair.Ready(new ProtocolLimits { ConnectionWindowBytes = 100_000 });
        string arguments = "";
        pair.Larger.ReadArguments = text => arguments = text;
        string text = new('t', 60_000);
        Assert.True(pair.Smaller.TrySendText(text));
        pair.Smaller.Machine.OpenCall<string, StringCodec>(SampleContract.Ask, new string('a', 200_000)); // calls begin at once
        Assert.False(pair.Smaller.TrySendNumber(1));

        pair.Settle();

        Assert.Equal(200_000, arguments.Length);
        Assert.Equal([text], pair.Larger.Texts);
        Assert.True(pair.Smaller.TrySendNumber(1));
    }

    [Fact]
    public void CallsAreOpenedAndCancelledWithoutEnd_NothingOfThemStays()
    {
        using SimulatedPair pair = SimulatedPair.Ready(new ProtocolLimits { ConnectionWindowMessages = 8, MaximumConcurrentCalls = 2 });
        for (int i = 0; i < 2000; i++)
        {
            CallRecord call = pair.Smaller.Call(SampleContract.Watch, 1);
            pair.Smaller.Machine.CancelCall(call.State);
            pair.Settle();
            pair.Larger.Machine.WriteEnd(pair.Larger.Incoming[^1].State);
            pair.Settle();
            Assert.Empty(pair.Smaller.Machine.Calls);
            Assert.Empty(pair.Larger.Machine.Calls);
        }
    }
}
