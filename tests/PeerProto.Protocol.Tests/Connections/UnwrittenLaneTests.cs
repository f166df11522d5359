using PeerProto.Protocol.Connections;
using PeerProto.Protocol.FlowControl;
using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Tests.Simulation;

namespace PeerProto.Protocol.Tests.Connections;

/// <summary>Streams of calls that are over and have not left: how many there may be.</summary>
public sealed class UnwrittenLaneTests
{
    private static readonly ConnectionSetup Setup = SampleContract.Larger with { IsMultistream = true };

    [Fact]
    public void PeerThatReadsNoLanes_ComesToTheEndOfThem()
    {
        using ScriptedPeer script = ScriptedPeer.Ready(Setup);
        for (int i = 0; i < ProtocolLimits.MaximumUnwrittenLanes; i++)
        {
            Assert.True(script.Machine.HasLaneRoom);
            AnswerCall(script, i, items: 1);
        }

        Assert.False(script.Machine.HasLaneRoom);
        Assert.False(script.Machine.CanOpenCall);
    }

    [Fact]
    public void LanesWithManyBytes_AreFewer()
    {
        using ScriptedPeer script = ScriptedPeer.Ready(Setup);
        int calls = 0;
        while (script.Machine.HasLaneRoom)
            AnswerCall(script, calls++, items: 10, itemBytes: 1000);

        Assert.InRange(calls, 95, 105); // 10,000 bytes each, and the frames around them
    }

    [Fact]
    public void LaneIsWritten_AnotherCallMayEnd()
    {
        using ScriptedPeer script = ScriptedPeer.Ready(Setup);
        for (int i = 0; i < ProtocolLimits.MaximumUnwrittenLanes; i++)
            AnswerCall(script, i, items: 1);
        Assert.True(script.Machine.TryTakeLane(out OutboundLane? lane));
        using OutboundBuffer? filled = lane!.TryExchange(new OutboundBuffer());
        Assert.False(script.Machine.HasLaneRoom);

        script.Machine.HandleLaneWritten(lane);
        Assert.True(script.Machine.HasLaneRoom);
        Assert.True(script.Machine.CanOpenCall);
        script.Machine.HandleLaneWritten(lane);
        AnswerCall(script, ProtocolLimits.MaximumUnwrittenLanes, items: 1);

        Assert.False(script.Machine.HasLaneRoom); // written once, and counted once
    }

    [Fact]
    public void CallsThatSentNoItems_LeaveNoLane()
    {
        using ScriptedPeer script = ScriptedPeer.Ready(Setup);
        for (int i = 0; i < 2 * ProtocolLimits.MaximumUnwrittenLanes; i++)
        {
            script.Send(FrameKind.Call, Wire.Number(2 * (ulong)i), Wire.Number((ulong)SampleContract.Ask.Id), [1]);
            script.Peer.Answer(script.Peer.Incoming[i], 1);
        }

        Assert.True(script.Machine.HasLaneRoom);
    }

    private static void AnswerCall(ScriptedPeer script, int index, int items, int itemBytes = 1)
    {
        script.Send(FrameKind.Call, Wire.Number(2 * (ulong)index), Wire.Number((ulong)SampleContract.Watch.Id), [1]);
        CallRecord call = script.Peer.Incoming[index];
        for (int i = 0; i < items; i++)
            Assert.True(script.Machine.TryWriteEncoded(call.State.Outbound!, new byte[itemBytes]));
        script.Machine.WriteEnd(call.State);
    }
}
