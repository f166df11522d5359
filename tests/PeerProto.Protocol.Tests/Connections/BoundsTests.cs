using PeerProto.CompilerServices;
using PeerProto.Protocol.Connections;
using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Tests.Simulation;

namespace PeerProto.Protocol.Tests.Connections;

public sealed class BoundsTests
{
    [Fact]
    public void PeerPingsWithoutReading_IsClosedBeforeThePongsPileUp()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        byte[] pings = Wire.Join(Enumerable.Repeat(Wire.Frame(FrameKind.Ping, new byte[8]), 1000).ToArray());
        for (int i = 0; i < 200 && script.Machine.Phase == ConnectionPhase.Ready; i++)
            script.Send(pings);
        Assert.Equal(CloseCode.FlowControlViolation, script.Machine.CloseInfo?.Code);
        Assert.InRange(script.Machine.PendingOutputBytes, 1, 1_000_000);
    }

    [Fact]
    public void PeerPingsAndReads_IsNeverClosed()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        byte[] pings = Wire.Join(Enumerable.Repeat(Wire.Frame(FrameKind.Ping, new byte[8]), 1000).ToArray());
        script.Peer.TakeOutput();
        for (int i = 0; i < 100; i++)
        {
            script.Send(pings);
            Assert.Equal(10_000, script.Peer.TakeOutput().Length);
        }

        script.AssertOpen();
    }

    [Fact]
    public void PeerTakesOnlySmallMessages_StillTakesAnyReason()
    {
        ProtocolLimits small = new() { MaximumMessageBytes = 1 };
        using ScriptedPeer script = ScriptedPeer.Ready(SampleContract.Larger with { Limits = small });
        string reason = new('x', ProtocolLimits.MaximumReasonBytes);
        script.Send(FrameKind.Close, Wire.Number((ulong)CloseCode.TooManyPeers), Wire.Text(reason));
        Assert.Equal(new CloseInfo(CloseCode.TooManyPeers, reason, ByPeer: true), script.Machine.CloseInfo);
    }

    [Fact]
    public void LimitsDiffer_TheHelloSaysThoseThatAreKept()
    {
        ProtocolLimits limits = new()
        {
            MaximumMessageBytes = 1001,
            ChannelWindowMessages = 1002,
            ChannelWindowBytes = 1003,
            StreamWindowMessages = 1004,
            StreamWindowBytes = 1005,
            MaximumConcurrentCalls = 1006,
            ConnectionWindowMessages = 1007,
            ConnectionWindowBytes = 1008,
        };
        using SimulatedPair pair = new(SampleContract.Smaller with { Limits = limits });
        pair.Settle();
        Handshake.HelloLimits.AssertEqual(limits, pair.Larger.Machine.Remote!);
    }

    [Fact]
    public void PeerTakesMoreThanAFrameCanHold_CountsAsTheMostThatOneCan()
    {
        using ScriptedPeer script = new();
        script.SayHello(hello => hello with { MaximumMessageBytes = int.MaxValue });
        Assert.Equal(ProtocolLimits.LargestMessageBytes, script.Machine.Remote!.MaximumMessageBytes);
    }

    [Fact]
    public void ItemAfterTheEndOfItems_IsNotWritten()
    {
        using SimulatedPair pair = SimulatedPair.Ready();
        CallRecord call = pair.Smaller.Call(SampleContract.Import, 1);
        pair.Smaller.Machine.WriteEnd(call.State);
        Assert.False(pair.Smaller.TrySendItem(call, 2));
        pair.Settle();
        Assert.Equal(ConnectionPhase.Ready, pair.Larger.Machine.Phase);
    }

    [Fact]
    public void CallWithoutAConnection_Throws()
    {
        using ConnectionMachine machine = new(SampleContract.Smaller, TimeSpan.Zero);
        Assert.Throws<InvalidOperationException>(() => machine.OpenCall<int, Int32Codec>(SampleContract.Ask, 1));
    }

    [Fact]
    public void CodecWritesMoreThanItSays_NothingIsWritten()
    {
        using SimulatedPair pair = SimulatedPair.Ready();
        ConnectionMachine machine = pair.Smaller.Machine;
        Assert.Throws<PeerEncodeException>(() => machine.TryWriteMessage<int, LyingCodec>(pair.Smaller.NumbersOut, 1));
        Assert.Equal(0, machine.PendingOutputBytes);
    }

    [Fact]
    public void WindowsThatCouldNotBeKeptInMemory_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProtocolLimits { ChannelWindowBytes = int.MaxValue }.Validate());
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProtocolLimits { StreamWindowBytes = int.MaxValue }.Validate());
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProtocolLimits { ChannelWindowMessages = int.MaxValue }.Validate());
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProtocolLimits { StreamWindowMessages = int.MaxValue }.Validate());
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProtocolLimits { ConnectionWindowMessages = int.MaxValue }.Validate());
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProtocolLimits { ConnectionWindowBytes = int.MaxValue }.Validate());
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProtocolLimits { MaximumWindowBytes = int.MaxValue }.Validate());
    }

    private readonly struct LyingCodec : IPeerCodec<int>
    {
        public static int MaxSize => 1;

        public static void Write(ref PeerWriter writer, in int value) => writer.WriteBinary(new byte[100]);

        public static int Read(ref PeerReader reader) => throw new NotSupportedException();
    }
}
