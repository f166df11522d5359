using System.Buffers;
using PeerProto.Protocol.Connections;
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
}
