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
}
