using PeerProto.Protocol.Connections;
using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Tests.Simulation;

namespace PeerProto.Protocol.Tests.Connections;

public sealed class MessageRunTests
{
    private static readonly byte[] Numbers = Wire.Number(SampleContract.NumbersId);
    private static readonly byte[] Texts = Wire.Number(SampleContract.TextsId);

    [Fact]
    public void MessagesOfOneChannel_ComeInOneRun()
    {
        using ScriptedPeer script = Ready();
        script.Send(Number(1), Number(2), Number(3));
        Assert.Equal([1, 2, 3], script.Peer.Numbers);
        Assert.Equal(1, script.Peer.Runs);
    }

    [Fact]
    public void AnotherChannel_StartsAnotherRun()
    {
        using ScriptedPeer script = Ready();
        script.Send(Number(1), Wire.Frame(FrameKind.Message, Texts, [0xA1, (byte)'t']), Number(2), Number(3));
        Assert.Equal([1, 2, 3], script.Peer.Numbers);
        Assert.Equal(["t"], script.Peer.Texts);
        Assert.Equal(3, script.Peer.Runs);
    }

    [Fact]
    public void AnotherKindBetween_IsHandledInItsPlace()
    {
        using ScriptedPeer script = Ready();
        script.Send(Number(1), Wire.Frame(FrameKind.Ping, new byte[8]), Number(2));
        Assert.Equal([1, 2], script.Peer.Numbers);
        Assert.Single(script.Sent, frame => frame.Kind == FrameKind.Pong);
    }

    [Fact]
    public void FrameThatIsNotWhole_IsNoPartOfTheRun()
    {
        using ScriptedPeer script = Ready();
        byte[] bytes = Wire.Join([Number(1), Number(2)]);
        script.Send(bytes[..^1]);
        Assert.Equal([1], script.Peer.Numbers);
        script.Send(bytes[^1..]);
        Assert.Equal([1, 2], script.Peer.Numbers);
    }

    [Fact]
    public void MessageBeyondTheCredit_EndsTheConnectionBehindThoseWithin()
    {
        using ScriptedPeer script = Ready(new ProtocolLimits { ChannelWindowMessages = 2 });
        script.Peer.Consumes = false;
        script.Send(Number(1), Number(2), Number(3));
        Assert.Equal([1, 2], script.Peer.Numbers);
        script.AssertClosed(CloseCode.FlowControlViolation, "beyond its credit");
    }

    [Fact]
    public void MessageOfNoChannel_EndsTheConnection()
    {
        using ScriptedPeer script = Ready();
        script.Send(Number(1), Wire.Frame(FrameKind.Message, Wire.Number(9), [1]));
        Assert.Equal([1], script.Peer.Numbers);
        script.AssertClosed(CloseCode.ProtocolViolation, "channel 9");
    }

    [Fact]
    public void Run_IsAcknowledgedAndTakenAsASignOfLife()
    {
        using ScriptedPeer script = Ready();
        script.Now += TimeSpan.FromSeconds(2);
        script.Send(Number(1), Number(2));
        script.Machine.HandleTimeout(script.Now + ProtocolTimings.Default.AcknowledgeDelay);
        Assert.Equal([(byte)1, (byte)2], Assert.Single(script.Sent, frame => frame.Kind == FrameKind.Acknowledge).Body);
        Assert.Equal(script.Now + ProtocolTimings.Default.KeepAliveIdle, script.Machine.NextDeadline);
    }

    private static ScriptedPeer Ready(ProtocolLimits? limits = null)
    {
        ScriptedPeer script = ScriptedPeer.Ready(SampleContract.Larger with { Limits = limits ?? ProtocolLimits.Default });
        script.Peer.TakesRuns = true;
        return script;
    }

    private static byte[] Number(byte value) => Wire.Frame(FrameKind.Message, Numbers, [value]);
}
