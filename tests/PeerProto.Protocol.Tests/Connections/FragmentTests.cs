using PeerProto.CompilerServices;
using PeerProto.Protocol.Calls;
using PeerProto.Protocol.Connections;
using PeerProto.Protocol.FlowControl;
using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Tests.Simulation;

namespace PeerProto.Protocol.Tests.Connections;

/// <summary>Frames that are longer than a fragment: how they are cut, how they are put together again, and what a peer can do with that.</summary>
public sealed class FragmentTests
{
    private const int Piece = ProtocolLimits.FragmentBytes;

    [Theory]
    [InlineData(0)]
    [InlineData(Piece - 10)]
    [InlineData(Piece)]
    [InlineData((4 * Piece) + 1)]
    [InlineData(1_000_000)]
    public void AnyLength_ArrivesWhole(int length)
    {
        using SimulatedPair pair = SimulatedPair.Ready();
        string text = new('x', length);
        Assert.True(pair.Smaller.TrySendText(text));
        pair.Settle();
        Assert.Equal(text, Assert.Single(pair.Larger.Texts));
        Assert.Equal(0, pair.Smaller.Machine.PendingOutputBytes);
        Assert.Equal(0, pair.Larger.ArrivedBytes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void LongMessage_IsCutAsThePageSays(int pieces)
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        _ = script.Sent.Count;
        byte[] message = new byte[(pieces * Piece) - 1];
        Assert.True(script.Machine.TryWriteEncoded(script.Peer.TextsOut, message));
        (FrameKind Kind, byte[] Body)[] sent = [.. script.Sent.Skip(3)];
        Assert.Equal(pieces + 1, sent.Length);
        byte[] whole = [];
        foreach ((FrameKind kind, byte[] body) in sent)
        {
            Assert.Equal(FrameKind.Fragment, kind);
            ReadOnlySpan<byte> rest = body;
            Assert.Equal(0UL, Wire.TakeNumber(ref rest));
            int remaining = (int)Wire.TakeNumber(ref rest);
            Assert.InRange(rest.Length, 1, Piece);
            whole = [.. whole, .. rest];
            Assert.Equal(message.Length + 2 - whole.Length, remaining);
        }

        Assert.Equal([(byte)FrameKind.Message, SampleContract.TextsId, .. message], whole);
    }

    [Fact]
    public void ShortFrames_GoBeforeTheFragmentsOfTheNextWrite()
    {
        using SimulatedPair pair = SimulatedPair.Ready();
        Assert.True(pair.Smaller.TrySendText(new string('x', 100 * Piece)));
        for (int i = 0; i < 20; i++)
        {
            Assert.True(pair.Smaller.TrySendNumber(i));
            IReadOnlyList<(FrameKind Kind, byte[] Body)> write = Wire.Parse(pair.Smaller.TakeOutput());
            Assert.Equal([FrameKind.Message, .. Enumerable.Repeat(FrameKind.Fragment, ProtocolLimits.MaximumQueuedFragments)], write.Select(frame => frame.Kind));
        }
    }

    [Fact]
    public void LongOnOneChannel_OthersPassAndItsOwnWait()
    {
        using SimulatedPair pair = SimulatedPair.Ready();
        pair.Smaller.TrySendText(new string('x', 2 * Piece));
        Assert.True(pair.Smaller.TrySendText("behind"));
        Assert.True(pair.Smaller.TrySendNumber(1));
        CallRecord call = pair.Smaller.Call(SampleContract.Ask, 5);
        pair.Settle();
        Assert.Equal([ConnectionEventKind.Message, ConnectionEventKind.CallReceived, ConnectionEventKind.Message, ConnectionEventKind.Message], pair.Larger.Events.TakeLast(4));
        Assert.Equal("behind", pair.Larger.Texts[1]);
        Assert.Equal(5, pair.Larger.Incoming[0].Argument);
        Assert.False(call.State.IsEnded);
    }

    [Fact]
    public void MuchWaitsOnAChannel_ItsNextMessageIsHeldBackUntilItHasLeft()
    {
        using SimulatedPair pair = SimulatedPair.Ready();
        Assert.True(pair.Smaller.TrySendText(new string('x', ProtocolLimits.MaximumQueuedBytes)));
        Assert.False(pair.Smaller.TrySendText("y"));
        Assert.True(pair.Smaller.TrySendNumber(1));
        pair.Settle();
        Assert.True(pair.Smaller.TrySendText("y"));
        pair.Settle();
        Assert.Equal(2, pair.Larger.Texts.Count);
    }

    [Theory]
    [InlineData(Priority.Low, 1)]
    [InlineData(Priority.Normal, 4)]
    [InlineData(Priority.High, 16)]
    public void Priorities_ShareTheLinkByTheirWeights(Priority priority, int weight)
    {
        // The channel in question against one of low priority, both always full.
        using SimulatedPair pair = SimulatedPair.Ready(contract: new SampleContract(priority, Priority.Low));
        Dictionary<ulong, int> moved = [];
        byte[] message = new byte[60_000];
        Dictionary<ulong, ulong> slots = [];
        for (int i = 0; i < 400; i++)
        {
            pair.Smaller.Machine.TryWriteEncoded(pair.Smaller.NumbersOut, message);
            pair.Smaller.Machine.TryWriteEncoded(pair.Smaller.TextsOut, message);
            foreach ((_, byte[] body) in Wire.Parse(pair.Smaller.TakeOutput()))
            {
                ReadOnlySpan<byte> rest = body;
                ulong slot = Wire.TakeNumber(ref rest);
                _ = Wire.TakeNumber(ref rest);
                if (rest.Length > 1 && rest[0] == (byte)FrameKind.Message)
                    slots[slot] = rest[1];
                moved[slots[slot]] = moved.GetValueOrDefault(slots[slot]) + rest.Length;
            }

            pair.Smaller.Receive(Wire.Frame(FrameKind.Credit, [SampleContract.NumbersId], Wire.Number(1 << 20), Wire.Number(1 << 28)), pair.Now);
            pair.Smaller.Receive(Wire.Frame(FrameKind.Credit, [SampleContract.TextsId], Wire.Number(1 << 20), Wire.Number(1 << 28)), pair.Now);
            pair.Smaller.Receive(Wire.Frame(FrameKind.Credit, [0], Wire.Number(1 << 20), Wire.Number(1 << 28)), pair.Now);
        }

        double ratio = (double)moved[SampleContract.NumbersId] / moved[SampleContract.TextsId];
        Assert.InRange(ratio, 0.75 * weight, 1.25 * weight);
    }

    [Fact]
    public void LongCall_KeepsItsPlaceBeforeLaterOnesAndItsItemsBehindIt()
    {
        using SimulatedPair pair = SimulatedPair.Ready();
        List<string> arguments = [];
        pair.Larger.ReadArguments = arguments.Add;
        CallState first = pair.Smaller.Machine.OpenCall<string, StringCodec>(SampleContract.Import, new string('a', 3 * Piece));
        Assert.True(pair.Smaller.Machine.TryWriteMessage<int, Int32Codec>(first.Outbound!, 7));
        pair.Smaller.Machine.WriteEnd(first);
        CallState second = pair.Smaller.Machine.OpenCall<string, StringCodec>(SampleContract.Ask, "b");
        pair.Settle();
        Assert.Equal(["b", new string('a', 3 * Piece)], arguments);
        Assert.Equal([second.Id, first.Id], pair.Larger.Incoming.Select(call => call.State.Id));
        Assert.Equal([7], pair.Larger.Incoming[1].Items);
        Assert.True(pair.Larger.Incoming[1].ItemsEnded);
    }

    [Fact]
    public void LongCallCancelledAtOnce_ArrivesAndIsCancelled()
    {
        using SimulatedPair pair = SimulatedPair.Ready();
        pair.Larger.Decodes = false;
        CallState call = pair.Smaller.Machine.OpenCall<string, StringCodec>(SampleContract.Ask, new string('a', 9 * Piece));
        pair.Smaller.Machine.CancelCall(call);
        pair.Settle();
        Assert.True(Assert.Single(pair.Larger.Incoming).CancelSeen);
    }

    [Fact]
    public void LongResultsItemsAndErrors_Arrive()
    {
        using SimulatedPair pair = SimulatedPair.Ready();
        pair.Smaller.Decodes = pair.Larger.Decodes = false;
        string text = new('x', 5 * Piece);
        CallRecord ask = pair.Smaller.Call(SampleContract.Ask, 1);
        CallRecord watch = pair.Smaller.Call(SampleContract.Watch, 2);
        CallRecord failing = pair.Smaller.Call(SampleContract.Ask, 3);
        pair.Settle();
        ConnectionMachine answering = pair.Larger.Machine;
        answering.WriteProgress(pair.Larger.Incoming[0].State, new byte[2 * Piece]);
        answering.WriteResult<string, StringCodec>(pair.Larger.Incoming[0].State, text);
        Assert.True(answering.TryWriteMessage<string, StringCodec>(pair.Larger.Incoming[1].State.Outbound!, text));
        answering.WriteEnd(pair.Larger.Incoming[1].State);
        answering.WriteFault(pair.Larger.Incoming[2].State, 1, new CallFault<string, StringCodec>(1), new PeerFault<string>(text));
        pair.Settle();
        Assert.NotNull(ask.Result);
        Assert.Single(ask.Reports);
        Assert.Single(watch.Items);
        Assert.True(watch.ItemsEnded);
        Assert.NotNull(failing.Failure);
        Assert.All([ask, watch, failing], call => Assert.Equal(1, call.Ends));
    }

    [Fact]
    public void AcknowledgementRequested_AnswersForTheMessageBeforeIt()
    {
        using SimulatedPair pair = SimulatedPair.Ready(timings: new ProtocolTimings { AcknowledgeDelay = TimeSpan.FromHours(1) });
        pair.Smaller.TrySendText(new string('x', 20 * Piece));
        pair.Smaller.Machine.RequestAcknowledgement(pair.Smaller.TextsOut);
        pair.Settle();
        Assert.Equal(0UL, pair.Smaller.Machine.UnconfirmedMessages);
    }

    [Fact]
    public void Closed_WhatWaitsInFragmentsStillArrives()
    {
        using SimulatedPair pair = SimulatedPair.Ready();
        pair.Smaller.TrySendText(new string('x', 50 * Piece));
        pair.Smaller.Machine.Close(CloseCode.None, "", pair.Now);
        pair.Settle();
        Assert.Single(pair.Larger.Texts);
        Assert.Equal(0UL, pair.Smaller.Machine.UnconfirmedMessages);
        Assert.Equal((ConnectionPhase.Closed, ConnectionPhase.Closed), (pair.Smaller.Machine.Phase, pair.Larger.Machine.Phase));
    }

    [Fact]
    public void Steady_AllocatesNothing()
    {
        using SimulatedPair pair = SimulatedPair.Ready();
        ConnectionMachine machine = pair.Smaller.Machine;
        OutboundFlow flow = pair.Smaller.TextsOut;
        byte[] message = new byte[60_000];
        byte[] credit = Wire.Frame(FrameKind.Credit, [SampleContract.TextsId], Wire.Number(1 << 20), Wire.Number(1 << 29));
        pair.Smaller.Receive(credit, pair.Now);
        pair.Smaller.Receive(Wire.Frame(FrameKind.Credit, [0], Wire.Number(1 << 20), Wire.Number(1 << 29)), pair.Now);
        OutboundBuffer spare = new();
        Send(100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Send(1000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Send(int count)
        {
            for (int i = 0; i < count; i++)
            {
                Assert.True(machine.TryWriteEncoded(flow, message));
                spare = machine.ExchangeOutput(spare);
                spare.Clear();
            }
        }
    }

    [Theory]
    [InlineData("07 40 40 05 10 01 07")] // slot 64
    [InlineData("07 00")] // no remaining
    [InlineData("07 00 00")] // no piece
    [InlineData("07 00 05 10")] // the channel is not in the first piece
    [InlineData("07 00 05 20 00")] // nor the call's number
    [InlineData("07 00 00 05 00")] // a Close
    [InlineData("07 00 00 07 00 00 10 01 07")] // a Fragment
    [InlineData("07 00 00 12 01 05 05")] // a Credit
    [InlineData("07 00 00 23 00")] // a Cancel
    [InlineData("07 00 00 10 09 01")] // a channel that is not common
    [InlineData("07 00 00 24 00 01")] // an Item of a call that was never opened
    [InlineData("07 00 00 20 02 03 01")] // a Call out of turn
    [InlineData("07 00 05 10 01 07", "07 00 05 01")] // does not add up
    [InlineData("07 00 05 10 01 07", "10 01 07")] // between the fragments of its channel
    [InlineData("07 00 05 10 01 07", "07 01 05 10 01 07")] // the same in fragments
    public void MalformedFragment_EndsTheConnection(params string[] frames)
    {
        ArgumentNullException.ThrowIfNull(frames);
        using ScriptedPeer script = ScriptedPeer.Ready();
        foreach (string frame in frames)
            script.Send(Frame(frame));
        Assert.Equal(CloseCode.ProtocolViolation, script.Machine.CloseInfo?.Code);
    }

    [Fact]
    public void BeforeAdmission_EndsTheConnection()
    {
        using ScriptedPeer script = new();
        script.SayHello();
        script.Send(Frame("07 00 00 10 01 07"));
        script.AssertClosed(CloseCode.ProtocolViolation, "before the connection was admitted");
    }

    [Fact]
    public void AnnouncedBeyondTheMaximum_IsRefusedBeforeMemoryIsTaken()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        script.Send(FrameKind.Fragment, [0], Wire.Number(ProtocolLimits.DefaultMaximumMessageBytes + ProtocolLimits.FrameOverheadBytes), [0x10, 1, 7]);
        script.AssertClosed(CloseCode.FrameTooLarge, "in fragments");
    }

    [Fact]
    public void WholeFrameInOneFragment_IsTaken()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        script.Send(Frame("07 3f 00 10 01 07"));
        Assert.Equal([7], script.Peer.Numbers);
    }

    [Fact]
    public void UnknownKindInFragments_IsSkipped()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        for (byte slot = 0; slot < 64; slot++)
            script.Send(FrameKind.Fragment, [slot], Wire.Number(1_000_000), [0xEE, 1, 2]);
        script.Send(FrameKind.Fragment, [3], Wire.Number(0), new byte[1_000_000]);
        script.Send(Frame("10 01 07"));
        script.AssertOpen();
        Assert.Equal([7], script.Peer.Numbers);
    }

    [Fact]
    public void SecondReportInFragments_EndsTheConnection()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        script.Peer.Decodes = false;
        script.Peer.Call(SampleContract.Ask, 1);
        script.Peer.Call(SampleContract.Ask, 2);
        script.Send(Frame("07 00 05 28 01 07"));
        script.Send(Frame("07 01 05 28 03 07"));
        script.AssertClosed(CloseCode.FlowControlViolation, "more than one at a time");
    }

    [Fact]
    public void CallEndsBetweenTheFragmentsOfItsItem_TheRestIsSkipped()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        CallRecord call = script.Peer.Call(SampleContract.Watch, 1);
        script.Send(Frame("07 00 05 24 01 07"));
        script.Send(FrameKind.Failure, [1, 1], new byte[8]);
        script.Send(Frame("07 00 00 01 02 03 04 05"));
        script.AssertOpen();
        Assert.Equal((1, 0), (call.Ends, call.Items.Count));
    }

    private static byte[] Frame(string hex)
    {
        byte[] bytes = Wire.Hex(hex);
        return Wire.Frame((FrameKind)bytes[0], bytes[1..]);
    }
}
