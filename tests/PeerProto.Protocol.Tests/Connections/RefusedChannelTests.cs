using PeerProto.Protocol.Connections;
using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Tests.Simulation;

namespace PeerProto.Protocol.Tests.Connections;

/// <summary>Channels that one side refuses to the other when it admits the connection.</summary>
public sealed class RefusedChannelTests
{
    [Fact]
    public void RefusedChannel_IsToldInTheAdmitAndTheOthersWork()
    {
        using SimulatedPair pair = new();
        pair.Larger.OnDecision = static machine => machine.Admit(SampleContract.NumbersId);
        pair.Settle();
        Assert.True(pair.Smaller.Machine.IsRefused(SampleContract.NumbersId));
        Assert.False(pair.Smaller.Machine.IsRefused(SampleContract.TextsId));
        Assert.False(pair.Larger.Machine.IsRefused(SampleContract.NumbersId));
        Assert.True(pair.Larger.TrySendNumber(8));
        pair.Settle();
        Assert.Equal([8], pair.Smaller.Numbers);
    }

    [Fact]
    public void MessageOnARefusedChannel_EndsTheConnectionWithItsReason()
    {
        using ScriptedPeer script = Refusing(SampleContract.NumbersId);
        Assert.Equal([SampleContract.NumbersId], Assert.Single(script.Sent, frame => frame.Kind == FrameKind.Admit).Body);
        script.Send(FrameKind.Message, [SampleContract.NumbersId], [7]);
        script.AssertClosed(CloseCode.NotAuthorized, "channel 1, which was refused");
        Assert.Empty(script.Peer.Numbers);
    }

    [Fact]
    public void FragmentOfAMessageOnARefusedChannel_EndsTheConnectionToo()
    {
        using ScriptedPeer script = Refusing(SampleContract.NumbersId);
        script.Send(FrameKind.Fragment, [0], Wire.Number(1000), [(byte)FrameKind.Message, SampleContract.NumbersId, 7]);
        script.AssertClosed(CloseCode.NotAuthorized, "channel 1, which was refused");
    }

    [Fact]
    public void OtherChannelOfOneThatRefuses_IsTaken()
    {
        using ScriptedPeer script = Refusing(SampleContract.TextsId);
        script.Send(FrameKind.Message, [SampleContract.NumbersId], [7]);
        script.AssertOpen();
        Assert.Equal([7], script.Peer.Numbers);
    }

    [Fact]
    public void NumbersThatNameNoCommonChannel_AreIgnored()
    {
        using ScriptedPeer script = new();
        script.SayHello();
        script.Send(FrameKind.Admit, [9], [SampleContract.TextsId], Wire.Number(long.MaxValue >> 2));
        script.AssertOpen();
        Assert.Equal([SampleContract.TextsId], Enumerable.Range(0, 200).Where(script.Machine.IsRefused));
    }

    [Fact]
    public void NumberThatIsCutShort_IsAViolation()
    {
        using ScriptedPeer script = new();
        script.SayHello();
        script.Send(FrameKind.Admit, [0xff]);
        script.AssertClosed(CloseCode.ProtocolViolation, "kind 0x02 is malformed");
    }

    [Fact]
    public void MoreRefusedChannelsThanAnAdmitNames_TheRestIsFoundOutByUse()
    {
        int[] channels = [.. Enumerable.Range(1, ProtocolLimits.MaximumRefusedChannels + 1)];
        VersionedContract contract = VersionedContract.Of(1, [.. channels.Select(id => $"channel {id} reliable-ordered i32")]);
        using SimulatedPair pair = new(contract.For(SampleContract.Smaller), contract.For(SampleContract.Larger));
        pair.Larger.OnDecision = machine => machine.Admit(channels);
        pair.Settle();
        Assert.Equal(ConnectionPhase.Ready, pair.Smaller.Machine.Phase);
        Assert.Equal(channels[..^1], channels.Where(pair.Smaller.Machine.IsRefused));
    }

    private static ScriptedPeer Refusing(int channel)
    {
        ScriptedPeer script = new();
        script.Peer.OnDecision = machine => machine.Admit(channel);
        script.SayHello();
        script.Send(FrameKind.Admit);
        script.AssertOpen();
        return script;
    }
}
