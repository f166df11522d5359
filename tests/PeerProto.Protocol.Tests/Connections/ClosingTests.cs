using PeerProto.Protocol.Connections;
using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Tests.Simulation;

namespace PeerProto.Protocol.Tests.Connections;

public sealed class ClosingTests
{
    [Fact]
    public void PeerSaysHelloAfterThisSideClosed_TheReasonStays()
    {
        using ScriptedPeer script = new();
        script.Machine.Close(CloseCode.TooManyPeers, "no room", script.Now);
        script.SayHello();
        Assert.Equal(ConnectionPhase.Closing, script.Machine.Phase);
        script.Send(FrameKind.Close, Wire.Number(0));
        Assert.Equal(ConnectionPhase.Closed, script.Machine.Phase);
        Assert.Equal(new CloseInfo(CloseCode.TooManyPeers, "no room", ByPeer: false), script.Machine.CloseInfo);
    }

    [Fact]
    public void AdmitCrossesTheClose_TheReasonStays()
    {
        using ScriptedPeer script = new();
        script.SayHello();
        script.Machine.Close(CloseCode.None, "bye", script.Now);
        script.Send(Wire.Frame(FrameKind.Admit));
        Assert.Equal(ConnectionPhase.Closing, script.Machine.Phase);
        Assert.Equal(CloseCode.None, script.Machine.CloseInfo!.Code);
    }

    [Fact]
    public void ArbiterTakesAndCloses_WhatThePeerSendsUponItsOwnAdmitIsDropped()
    {
        using ScriptedPeer script = new(SampleContract.Smaller);
        script.SayHello();
        script.Machine.Close(CloseCode.None, "bye", script.Now);
        script.Send(Wire.Frame(FrameKind.Admit), Wire.Frame(FrameKind.Message, Wire.Number(1), [7]), Wire.Frame(FrameKind.Call, Wire.Number(1), Wire.Number(3), [7]));
        Assert.Equal(ConnectionPhase.Closing, script.Machine.Phase);
        Assert.Equal([ConnectionEventKind.DecisionNeeded], script.Peer.Events);
        script.Send(FrameKind.Close, Wire.Number(0));
        Assert.Equal(new CloseInfo(CloseCode.None, "bye", ByPeer: false), script.Machine.CloseInfo);
    }

    [Fact]
    public void FaultWhileClosing_EndsTheWaitAndTheReasonStays()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        script.Machine.Close(CloseCode.Superseded, "newer", script.Now);
        script.Send(FrameKind.Message, Wire.Number(99));
        Assert.Equal(ConnectionPhase.Closed, script.Machine.Phase);
        Assert.Equal(new CloseInfo(CloseCode.Superseded, "newer", ByPeer: false), script.Machine.CloseInfo);
    }

    [Fact]
    public void ClosedBeforeReadyWasReported_IsNotReportedAnyMore()
    {
        using ScriptedPeer script = new();
        script.Peer.OnDecision = machine =>
        {
            machine.Admit();
            machine.Abort(CloseCode.InternalError, "failed");
        };
        script.SayHello();
        script.Send(Wire.Frame(FrameKind.Admit));
        Assert.Equal([ConnectionEventKind.DecisionNeeded], script.Peer.Events);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void OneSideCloses_BothEndWithItsReason(bool smallerCloses)
    {
        using SimulatedPair pair = SimulatedPair.Ready();
        SimulatedPeer closing = smallerCloses ? pair.Smaller : pair.Larger;
        SimulatedPeer other = smallerCloses ? pair.Larger : pair.Smaller;
        closing.Machine.Close(CloseCode.None, "good night", pair.Now);
        Assert.Equal(ConnectionPhase.Closing, closing.Machine.Phase);
        pair.Settle();
        Assert.Equal((ConnectionPhase.Closed, ConnectionPhase.Closed), (closing.Machine.Phase, other.Machine.Phase));
        Assert.Equal(new CloseInfo(CloseCode.None, "good night", ByPeer: false), closing.Machine.CloseInfo);
        Assert.Equal(new CloseInfo(CloseCode.None, "good night", ByPeer: true), other.Machine.CloseInfo);
        Assert.Null(closing.Machine.NextDeadline);
    }

    [Fact]
    public void BothClose_BothEndWithTheirOwnReason()
    {
        using SimulatedPair pair = SimulatedPair.Ready();
        pair.Smaller.Machine.Close(CloseCode.None, "one", pair.Now);
        pair.Larger.Machine.Close(CloseCode.Superseded, "two", pair.Now);
        pair.Settle();
        Assert.Equal(ConnectionPhase.Closed, pair.Smaller.Machine.Phase);
        Assert.Equal(ConnectionPhase.Closed, pair.Larger.Machine.Phase);
        Assert.Equal(new CloseInfo(CloseCode.None, "one", ByPeer: false), pair.Smaller.Machine.CloseInfo);
        Assert.Equal(new CloseInfo(CloseCode.Superseded, "two", ByPeer: false), pair.Larger.Machine.CloseInfo);
    }

    [Fact]
    public void DataInFlight_AllThatWasSentBeforeTheCloseArrivesAndIsConfirmed()
    {
        using SimulatedPair pair = SimulatedPair.Ready(seed: 5);
        for (int i = 0; i < 1000; i++)
            Assert.True(pair.Smaller.TrySendNumber(i));
        for (int i = 0; i < 10; i++)
            Assert.True(pair.Larger.TrySendNumber(i));
        pair.Smaller.Machine.Close(CloseCode.None, "", pair.Now);
        pair.Settle();
        Assert.Equal(Enumerable.Range(0, 1000), pair.Larger.Numbers);
        Assert.Equal(Enumerable.Range(0, 10), pair.Smaller.Numbers);
        Assert.Equal(0UL, pair.Smaller.Machine.UnconfirmedMessages);
        Assert.Equal(10UL, pair.Larger.Machine.UnconfirmedMessages);
    }

    [Fact]
    public void OwedAcknowledgement_GoesBeforeTheClose()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        script.Send(FrameKind.Message, Wire.Number(1), [1]);
        script.Machine.Close(CloseCode.None, "", script.Now);
        Assert.Equal([FrameKind.Acknowledge, FrameKind.Close], script.Sent.TakeLast(2).Select(frame => frame.Kind));
    }

    [Fact]
    public void CloseIsNotAnswered_EndsAtTheDeadline()
    {
        using SimulatedPair pair = SimulatedPair.Ready();
        pair.Connected = false;
        pair.Smaller.Machine.Close(CloseCode.None, "gone", pair.Now);
        pair.RunFor(TimeSpan.FromSeconds(1.999));
        Assert.Equal(ConnectionPhase.Closing, pair.Smaller.Machine.Phase);
        pair.RunFor(TimeSpan.FromMilliseconds(1));
        Assert.Equal(ConnectionPhase.Closed, pair.Smaller.Machine.Phase);
        Assert.Equal(new CloseInfo(CloseCode.None, "gone", ByPeer: false), pair.Smaller.Machine.CloseInfo);
    }

    [Fact]
    public void LinkEndsWithoutClose_IsLost()
    {
        using SimulatedPair pair = SimulatedPair.Ready();
        pair.Smaller.Machine.HandleEndOfInput("reset");
        Assert.Equal(ConnectionPhase.Closed, pair.Smaller.Machine.Phase);
        Assert.Equal((CloseCode.LinkLost, "reset"), (pair.Smaller.Machine.CloseInfo!.Code, pair.Smaller.Machine.CloseInfo.Reason));
        Assert.Equal(0, pair.Smaller.Machine.PendingOutputBytes);
    }

    [Fact]
    public void LinkEndsWhileClosing_TheReasonStays()
    {
        using SimulatedPair pair = SimulatedPair.Ready();
        pair.Smaller.Machine.Close(CloseCode.None, "bye", pair.Now);
        pair.Smaller.Machine.HandleEndOfInput("reset");
        Assert.Equal(ConnectionPhase.Closed, pair.Smaller.Machine.Phase);
        Assert.Equal(new CloseInfo(CloseCode.None, "bye", ByPeer: false), pair.Smaller.Machine.CloseInfo);
        pair.Smaller.Machine.HandleEndOfInput("again");
        Assert.Equal("bye", pair.Smaller.Machine.CloseInfo!.Reason);
    }

    [Theory]
    [InlineData("00", CloseCode.None)]
    [InlineData("0f", CloseCode.InternalError)]
    [InlineData("10", CloseCode.Unknown)]
    [InlineData("11", CloseCode.SecurityMismatch)]
    [InlineData("12", CloseCode.TrustRevoked)]
    [InlineData("13", CloseCode.NotAuthorized)]
    [InlineData("14", CloseCode.Unknown)]
    [InlineData("3f", CloseCode.Unknown)]
    [InlineData("ff ff ff ff ff ff ff ff", CloseCode.Unknown)]
    [InlineData("", CloseCode.Unknown)]
    public void CloseCodeOnTheWire_IsReadAndAnUnknownOneIsUnknown(string code, CloseCode expected)
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        script.Send(FrameKind.Close, Wire.Hex(code));
        Assert.Equal(new CloseInfo(expected, "", ByPeer: true), script.Machine.CloseInfo);
        Assert.Equal((CloseCode.None, ""), script.SaidClose);
    }

    [Fact]
    public void BytesBehindTheClose_AreNotTaken()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        script.Send(Wire.Frame(FrameKind.Close, [0]), Wire.Frame(FrameKind.Message, [1], [1]));
        Assert.Empty(script.Peer.Numbers);
        Assert.Equal(4, script.Peer.ArrivedBytes);
    }

    [Fact]
    public void LongReason_IsCutBetweenCharacters()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        script.Machine.Close(CloseCode.None, new string('€', 200), script.Now);
        Assert.Equal(new string('€', 85), script.SaidClose.Reason);
    }

    [Fact]
    public void DriverFindsAFault_ClosesAtOnce()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        script.Machine.Abort(CloseCode.MalformedMessage, "channel 1: no number");
        script.AssertClosed(CloseCode.MalformedMessage, "channel 1");
    }

    [Fact]
    public void CallsWhileClosing_AreNotTaken()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        script.Machine.Close(CloseCode.None, "", script.Now);
        script.Send(FrameKind.Call, [0], [3], [1]);
        script.Send(FrameKind.Cancel, [0]);
        script.Send(FrameKind.Ping, new byte[8]);
        Assert.Empty(script.Peer.Incoming);
        Assert.Equal(FrameKind.Close, script.Sent[^1].Kind);
        Assert.Equal(ConnectionPhase.Closing, script.Machine.Phase);
    }
}
