using PeerProto.CompilerServices;
using PeerProto.Protocol.Calls;
using PeerProto.Protocol.Connections;
using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Tests.Simulation;

namespace PeerProto.Protocol.Tests.Connections;

public sealed class CallTests
{
    [Fact]
    public void UnaryCallsOfBothSides_EachGetTheirResult()
    {
        using SimulatedPair pair = SimulatedPair.Ready();
        pair.Larger.OnCall = call => pair.Larger.Answer(call, call.Argument * 2);
        pair.Smaller.OnCall = call => pair.Smaller.Answer(call, call.Argument * 3);
        for (int i = 0; i < 10; i++)
        {
            pair.Smaller.Call(SampleContract.Ask, i);
            pair.Larger.Call(SampleContract.Ask, i);
        }

        pair.Settle();
        Assert.Equal(Enumerable.Range(0, 10).Select(i => (int?)(i * 2)), pair.Smaller.Outgoing.Select(call => call.Result));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => (int?)(i * 3)), pair.Larger.Outgoing.Select(call => call.Result));
        Assert.All(pair.Smaller.Outgoing, call => Assert.Equal((1, true), (call.Ends, call.State.IsEnded)));
    }

    [Fact]
    public void CallIdentifiers_AreEvenForTheSideThatConnectedAndOddForTheOther()
    {
        using SimulatedPair pair = SimulatedPair.Ready();
        Assert.Equal([0UL, 2UL, 4UL], Enumerable.Range(1, 3).Select(i => pair.Smaller.Call(SampleContract.Ask, i).State.Id));
        Assert.Equal([1UL, 3UL, 5UL], Enumerable.Range(1, 3).Select(i => pair.Larger.Call(SampleContract.Ask, i).State.Id));
    }

    [Fact]
    public void ServerStream_ItemsArriveAndThenTheEnd()
    {
        using SimulatedPair pair = SimulatedPair.Ready(seed: 2);
        pair.Larger.OnCall = call =>
        {
            for (int i = 0; i < call.Argument; i++)
                Assert.True(pair.Larger.TrySendItem(call, i));
            pair.Larger.Machine.WriteEnd(call.State);
        };
        CallRecord call = pair.Smaller.Call(SampleContract.Watch, 100);
        pair.Settle();
        Assert.Equal(Enumerable.Range(0, 100), call.Items);
        Assert.True(call.ItemsEnded);
        Assert.Equal(1, call.Ends);
        Assert.True(pair.Larger.Incoming[0].State.IsEnded);
    }

    [Fact]
    public void ClientStream_ItemsArriveAndTheResultGoesBack()
    {
        using SimulatedPair pair = SimulatedPair.Ready(seed: 3);
        CallRecord call = pair.Smaller.Call(SampleContract.Import, 5);
        for (int i = 0; i < 50; i++)
            Assert.True(pair.Smaller.TrySendItem(call, i));
        pair.Smaller.Machine.WriteEnd(call.State);
        pair.Settle();
        CallRecord incoming = Assert.Single(pair.Larger.Incoming);
        Assert.Equal((5, true), (incoming.Argument, incoming.ItemsEnded));
        Assert.Equal(Enumerable.Range(0, 50), incoming.Items);
        pair.Larger.Answer(incoming, 50);
        pair.Settle();
        Assert.Equal((50, 1), (call.Result, call.Ends));
    }

    [Theory]
    [InlineData(CallKind.Unary)]
    [InlineData(CallKind.ServerStream)]
    [InlineData(CallKind.ClientStream)]
    public void Failure_EndsAnyCall(CallKind kind)
    {
        using SimulatedPair pair = SimulatedPair.Ready();
        CallFailure failure = new(RemoteErrorCode.Malformed, 0x0123_4567_89ab_cdef, "no such board");
        pair.Larger.OnCall = call => pair.Larger.Machine.WriteFailure(call.State, failure);
        CallRecord call = pair.Smaller.Call(SampleContract.Instance.Calls.Single(descriptor => descriptor.Kind == kind), 1);
        pair.Settle();
        Assert.Equal(failure, call.Failure);
        Assert.Equal((1, true), (call.Ends, call.State.IsEnded));
        if (call.State.Outbound is not null)
            Assert.False(pair.Smaller.TrySendItem(call, 1));
    }

    [Fact]
    public void LongFailureText_IsCutBetweenCharacters()
    {
        using SimulatedPair pair = SimulatedPair.Ready();
        pair.Larger.OnCall = call => pair.Larger.Machine.WriteFailure(call.State, new CallFailure(RemoteErrorCode.Failed, 1, "x" + new string('ä', 300)));
        CallRecord call = pair.Smaller.Call(SampleContract.Ask, 1);
        pair.Settle();
        Assert.Equal("x" + new string('ä', 127), call.Failure!.Text);
    }

    [Fact]
    public void UnknownErrorCode_ReadsAsFailedAndControlCharactersAsSpaces()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        CallRecord call = script.Peer.Call(SampleContract.Ask, 1);
        script.Send(FrameKind.Failure, Wire.Number(1), Wire.Number(99), new byte[8], Wire.Text("a\r\n\u001b[31mb\u2028\u0085c"));
        Assert.Equal(new CallFailure(RemoteErrorCode.Failed, 0, "a   [31mb  c"), call.Failure);
    }

    [Fact]
    public void CancelCrossesTheResult_TheResultEndsTheCallOnceAndTheCancelIsIgnored()
    {
        using SimulatedPair pair = SimulatedPair.Ready();
        CallRecord call = pair.Smaller.Call(SampleContract.Ask, 1);
        pair.Settle();
        pair.Larger.Answer(pair.Larger.Incoming[0], 2);
        pair.Smaller.Machine.CancelCall(call.State);
        pair.Settle();
        Assert.Equal((2, 1), (call.Result, call.Ends));
        Assert.False(pair.Larger.Incoming[0].CancelSeen);
        Assert.Equal(ConnectionPhase.Ready, pair.Larger.Machine.Phase);
    }

    [Fact]
    public void Cancelled_TheOtherSideIsToldOnceAndEndsTheCall()
    {
        using SimulatedPair pair = SimulatedPair.Ready();
        CallRecord call = pair.Smaller.Call(SampleContract.Watch, 1);
        pair.Settle();
        pair.Smaller.Machine.CancelCall(call.State);
        pair.Smaller.Machine.CancelCall(call.State);
        pair.Settle();
        CallRecord incoming = pair.Larger.Incoming[0];
        Assert.True(incoming.CancelSeen);
        Assert.False(call.State.IsEnded);
        Assert.Equal(1, pair.Larger.Events.Count(kind => kind == ConnectionEventKind.CancelReceived));
        pair.Larger.Machine.WriteFailure(incoming.State, new CallFailure(RemoteErrorCode.Cancelled, 0, ""));
        pair.Settle();
        Assert.Equal((RemoteErrorCode.Cancelled, 1), (call.Failure!.Code, call.Ends));
    }

    [Fact]
    public void ItemsOfACancelledStream_AreDroppedAndBringNoCredit()
    {
        using SimulatedPair pair = SimulatedPair.Ready(new ProtocolLimits { StreamWindowMessages = 4 });
        CallRecord call = pair.Smaller.Call(SampleContract.Watch, 1);
        pair.Settle();
        pair.Smaller.Machine.CancelCall(call.State);
        CallRecord incoming = pair.Larger.Incoming[0];
        for (int i = 0; i < 4; i++)
            Assert.True(pair.Larger.TrySendItem(incoming, i));
        Assert.False(pair.Larger.TrySendItem(incoming, 4));
        pair.Settle();
        Assert.Empty(call.Items);
        Assert.DoesNotContain(ConnectionEventKind.ItemReceived, pair.Smaller.Events);
        Assert.False(pair.Larger.TrySendItem(incoming, 4));
        pair.Larger.Machine.WriteEnd(incoming.State);
        pair.Settle();
        Assert.Equal(1, call.Ends);
    }

    [Fact]
    public void LateFramesOfEndedCalls_AreIgnored()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        CallRecord mine = script.Peer.Call(SampleContract.Watch, 1);
        script.Send(FrameKind.Failure, Wire.Number(1), Wire.Number(1), new byte[8]);
        script.Send(FrameKind.Call, Wire.Number(0), Wire.Number(5), [1]);
        script.Peer.Answer(script.Peer.Incoming[0], 1);
        int events = script.Peer.Events.Count;
        foreach (byte id in new byte[] { 0, 1 })
        {
            foreach (FrameKind kind in new[] { FrameKind.Result, FrameKind.Failure, FrameKind.Cancel, FrameKind.Item, FrameKind.End, FrameKind.ItemCredit })
                script.Send(kind, [id], [1], [1]);
        }

        script.AssertOpen();
        Assert.Equal(events, script.Peer.Events.Count);
        Assert.Equal(1, mine.Ends);
    }

    [Theory]
    [InlineData(FrameKind.Result, 0)]
    [InlineData(FrameKind.Result, 1)]
    [InlineData(FrameKind.Failure, 3)]
    [InlineData(FrameKind.Cancel, 0)]
    [InlineData(FrameKind.Item, 2)]
    [InlineData(FrameKind.End, 5)]
    [InlineData(FrameKind.ItemCredit, 1)]
    [InlineData(FrameKind.Call, 1)]
    [InlineData(FrameKind.Call, 2)]
    public void CallThatWasNeverOpened_ClosesTheConnection(FrameKind kind, byte id)
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        script.Send(kind, [id], [3], [1]);
        script.AssertClosed(CloseCode.ProtocolViolation, $"kind 0x{(byte)kind:x2} is malformed");
    }

    [Fact]
    public void CallIdentifierUsedTwice_ClosesTheConnection()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        script.Send(FrameKind.Call, [0], [3], [1]);
        script.Send(FrameKind.Call, [0], [3], [1]);
        script.AssertClosed(CloseCode.ProtocolViolation, "kind 0x20 is malformed");
    }

    [Fact]
    public void MoreCallsThanAllowed_CloseTheConnection()
    {
        using ScriptedPeer script = ScriptedPeer.Ready(SampleContract.Larger with { Limits = new ProtocolLimits { MaximumConcurrentCalls = 2 } });
        script.Send(FrameKind.Call, [0], [3], [1]);
        script.Send(FrameKind.Call, [2], [3], [1]);
        script.Peer.Answer(script.Peer.Incoming[0], 1);
        script.Send(FrameKind.Call, [4], [3], [1]);
        script.AssertOpen();
        script.Send(FrameKind.Call, [6], [3], [1]);
        script.AssertClosed(CloseCode.FlowControlViolation, "more than 2 calls");
    }

    [Fact]
    public void AsManyCallsAsThePeerTakes_NoMoreCanBeOpenedUntilOneEnds()
    {
        using SimulatedPair pair = SimulatedPair.Ready(new ProtocolLimits { MaximumConcurrentCalls = 2 });
        pair.Smaller.Call(SampleContract.Ask, 1);
        CallRecord cancelled = pair.Smaller.Call(SampleContract.Ask, 2);
        pair.Smaller.Machine.CancelCall(cancelled.State);
        pair.Settle();
        Assert.False(pair.Smaller.Machine.CanOpenCall);
        Assert.Throws<InvalidOperationException>(() => pair.Smaller.Call(SampleContract.Ask, 3));
        pair.Larger.Answer(pair.Larger.Incoming[1], 0);
        pair.Settle();
        Assert.True(pair.Smaller.Machine.CanOpenCall);
    }

    [Theory]
    [InlineData("09")]
    [InlineData("ff ff ff ff ff ff ff ff")]
    public void UnknownCall_IsAnsweredWithAFailureAndItsLaterFramesAreIgnored(string number)
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        script.Send(FrameKind.Call, [0], Wire.Hex(number), [1]);
        script.Send(FrameKind.Item, [0], [1]);
        script.Send(FrameKind.End, [0]);
        script.AssertOpen();
        Assert.Empty(script.Peer.Incoming);
        byte[] failure = Assert.Single(script.Sent, frame => frame.Kind == FrameKind.Failure).Body;
        Assert.Equal([0, (byte)RemoteErrorCode.UnknownCall], failure[..2]);
    }

    [Fact]
    public void MoreItemsThanCredit_CloseTheConnection()
    {
        using ScriptedPeer script = ScriptedPeer.Ready(SampleContract.Larger with { Limits = new ProtocolLimits { StreamWindowMessages = 2 } });
        script.Peer.Consumes = false;
        script.Send(FrameKind.Call, [0], [5], [1]);
        script.Send(FrameKind.Item, [0], [1]);
        script.Send(FrameKind.Item, [0], [2]);
        script.AssertOpen();
        script.Send(FrameKind.Item, [0], [3]);
        script.AssertClosed(CloseCode.FlowControlViolation, "beyond its credit in call 0");
        Assert.Equal([1, 2], script.Peer.Incoming[0].Items);
    }

    [Fact]
    public void MoreItemsThanCreditInACancelledCall_CloseTheConnection()
    {
        using ScriptedPeer script = ScriptedPeer.Ready(SampleContract.Larger with { Limits = new ProtocolLimits { StreamWindowMessages = 2 } });
        CallRecord call = script.Peer.Call(SampleContract.Watch, 1);
        script.Machine.CancelCall(call.State);
        for (int i = 0; i < 3; i++)
            script.Send(FrameKind.Item, [1], [1]);
        script.AssertClosed(CloseCode.FlowControlViolation, "beyond its credit in call 1");
    }

    [Fact]
    public void ReaderOfItemsIsSlow_TheSenderStopsAndGoesOnWithCredit()
    {
        using SimulatedPair pair = SimulatedPair.Ready(new ProtocolLimits { StreamWindowMessages = 4 });
        pair.Smaller.Consumes = false;
        CallRecord call = pair.Smaller.Call(SampleContract.Watch, 1);
        pair.Settle();
        CallRecord incoming = pair.Larger.Incoming[0];
        int sent = 0;
        for (; pair.Larger.TrySendItem(incoming, sent); sent++)
            continue;
        pair.Settle();
        Assert.Equal(4, call.Items.Count);
        pair.Smaller.ConsumeHeld(2);
        pair.Settle();
        Assert.Contains(ConnectionEventKind.Unblocked, pair.Larger.Events);
        for (; pair.Larger.TrySendItem(incoming, sent); sent++)
            continue;
        pair.Settle();
        Assert.Equal([0, 1, 2, 3, 4, 5], call.Items);
    }

    [Theory]
    [InlineData(3, FrameKind.Item)]
    [InlineData(3, FrameKind.End)]
    [InlineData(3, FrameKind.ItemCredit)]
    [InlineData(4, FrameKind.Item)]
    [InlineData(4, FrameKind.Result)]
    [InlineData(3, FrameKind.Failure)]
    public void FrameThatTheCallDoesNotKnow_ClosesTheConnection(byte call, FrameKind kind)
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        script.Send(FrameKind.Call, [0], [call], [1]);
        script.Send(kind, [0], new byte[20]);
        script.AssertClosed(CloseCode.ProtocolViolation, $"kind 0x{(byte)kind:x2} is malformed");
    }

    [Fact]
    public void CancelOrResultForACallOfThisSideThatDoesNotFit_ClosesTheConnection()
    {
        using ScriptedPeer cancelled = ScriptedPeer.Ready();
        cancelled.Peer.Call(SampleContract.Ask, 1);
        cancelled.Send(FrameKind.Cancel, [1]);
        cancelled.AssertClosed(CloseCode.ProtocolViolation, "kind 0x23 is malformed");
        using ScriptedPeer answered = ScriptedPeer.Ready();
        answered.Peer.Call(SampleContract.Watch, 1);
        answered.Send(FrameKind.Result, [1], [1]);
        answered.AssertClosed(CloseCode.ProtocolViolation, "kind 0x21 is malformed");
    }

    [Fact]
    public void ItemAfterTheEnd_ClosesTheConnection()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        script.Send(FrameKind.Call, [0], [5], [1]);
        script.Send(FrameKind.End, [0]);
        script.Send(FrameKind.Item, [0], [1]);
        script.AssertClosed(CloseCode.ProtocolViolation, "kind 0x24 is malformed");
    }

    [Fact]
    public void ArgumentsDoNotFit_NoCallIsOpenedAndNothingIsWritten()
    {
        using SimulatedPair pair = SimulatedPair.Ready(new ProtocolLimits { MaximumMessageBytes = 10 });
        ConnectionMachine machine = pair.Smaller.Machine;
        Assert.Throws<PeerEncodeException>(() => machine.OpenCall<string, StringCodec>(SampleContract.Ask, new string('x', 20)));
        Assert.Equal(0, machine.PendingOutputBytes);
        Assert.Equal(0UL, pair.Smaller.Call(SampleContract.Ask, 1).State.Id);
    }

    [Fact]
    public void ResultDoesNotFit_TheCallIsStillOpen()
    {
        using SimulatedPair pair = SimulatedPair.Ready(new ProtocolLimits { MaximumMessageBytes = 10 });
        CallRecord call = pair.Smaller.Call(SampleContract.Ask, 1);
        pair.Settle();
        CallState incoming = pair.Larger.Incoming[0].State;
        Assert.Throws<PeerEncodeException>(() => pair.Larger.Machine.WriteResult<string, StringCodec>(incoming, new string('x', 20)));
        Assert.Equal(0, pair.Larger.Machine.PendingOutputBytes);
        Assert.False(incoming.IsEnded);
        pair.Larger.Machine.WriteFailure(incoming, new CallFailure(RemoteErrorCode.ResultTooLarge, 0, ""));
        pair.Settle();
        Assert.Equal(RemoteErrorCode.ResultTooLarge, call.Failure!.Code);
    }

    [Fact]
    public void AnsweredTwice_TheSecondIsNotWritten()
    {
        using SimulatedPair pair = SimulatedPair.Ready();
        CallRecord call = pair.Smaller.Call(SampleContract.Ask, 1);
        pair.Settle();
        CallRecord incoming = pair.Larger.Incoming[0];
        pair.Larger.Answer(incoming, 1);
        pair.Larger.Answer(incoming, 2);
        pair.Larger.Machine.WriteFailure(incoming.State, new CallFailure(RemoteErrorCode.Failed, 0, ""));
        pair.Larger.Machine.WriteEnd(incoming.State);
        pair.Settle();
        Assert.Equal((1, 1), (call.Result, call.Ends));
        Assert.Equal(ConnectionPhase.Ready, pair.Smaller.Machine.Phase);
    }
}
