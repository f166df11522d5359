using PeerProto.Protocol.Handshake;

namespace PeerProto.Protocol.Tests.Handshake;

internal static class HelloLimits
{
    public static void AssertEqual(ProtocolLimits limits, Hello hello)
    {
        Assert.Equal(limits.MaximumMessageBytes, hello.MaximumMessageBytes);
        Assert.Equal(limits.ChannelWindowMessages, hello.ChannelWindowMessages);
        Assert.Equal(limits.ChannelWindowBytes, hello.ChannelWindowBytes);
        Assert.Equal(limits.StreamWindowMessages, hello.StreamWindowMessages);
        Assert.Equal(limits.StreamWindowBytes, hello.StreamWindowBytes);
        Assert.Equal(limits.MaximumConcurrentCalls, hello.MaximumConcurrentCalls);
        Assert.Equal(limits.ConnectionWindowMessages, hello.ConnectionWindowMessages);
        Assert.Equal(limits.ConnectionWindowBytes, hello.ConnectionWindowBytes);
    }
}
