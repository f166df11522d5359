using PeerProto.Protocol.FlowControl;

namespace PeerProto.Protocol.Tests.FlowControl;

public sealed class InboundFlowTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(16, 8)]
    public void HalfOfTheMessagesConsumed_CreditIsDue(int window, int dueAfter)
    {
        using InboundFlow flow = Create(window, 1_000_000);
        for (int i = 0; i < window; i++)
            Assert.True(flow.OnReceived(1));
        Assert.False(flow.OnReceived(1));
        for (int i = 1; i < dueAfter; i++)
            Assert.False(flow.OnConsumed(1, 1));
        Assert.True(Consume(flow, 1, 1));
        Assert.Equal((ulong)(dueAfter + window), flow.MessageLimit);
        Assert.Equal((ulong)(dueAfter + 1_000_000), flow.ByteLimit);
        Assert.True(flow.OnReceived(1));
    }

    [Fact]
    public void HalfOfTheBytesConsumed_CreditIsDue()
    {
        using InboundFlow flow = Create(1000, 100);
        Assert.True(flow.OnReceived(49));
        Assert.False(flow.OnConsumed(1, 49));
        Assert.True(flow.OnReceived(1));
        Assert.True(Consume(flow, 1, 1));
        Assert.Equal((1002UL, 150UL), (flow.MessageLimit, flow.ByteLimit));
    }

    [Fact]
    public void OneMessageBeyondTheBytes_IsTakenAndTheNextIsNot()
    {
        using InboundFlow flow = Create(1000, 100);
        Assert.True(flow.OnReceived(99));
        Assert.True(flow.OnReceived(5000));
        Assert.False(flow.OnReceived(0));
        Assert.True(Consume(flow, 2, 5099));
        Assert.Equal(5199UL, flow.ByteLimit);
        Assert.True(flow.OnReceived(1));
    }

    [Fact]
    public void WindowOfOneByte_StillMovesMessagesOfAnySize()
    {
        using InboundFlow flow = Create(1, 1);
        for (int i = 0; i < 100; i++)
        {
            Assert.True(flow.OnReceived(1000));
            Assert.False(flow.OnReceived(1));
            Assert.True(Consume(flow, 1, 1000));
        }
    }

    [Fact]
    public void ExchangedBacklog_LeavesTheOtherToGatherIn()
    {
        using InboundFlow flow = Create(1, 1);
        flow.Backlog.Enqueue(new System.Buffers.ReadOnlySequence<byte>([1]));
        MessageBacklog other = new();
        using MessageBacklog filled = flow.ExchangeBacklog(other);
        Assert.Equal(1, filled.Count);
        Assert.Same(other, flow.Backlog);
    }

    private static InboundFlow Create(int messages, int bytes) => new(1, isChannel: true, new TunedWindow(messages, bytes, bytes));

    private static bool Consume(InboundFlow flow, ulong messages, ulong bytes)
    {
        if (!flow.OnConsumed(messages, bytes))
            return false;
        flow.Grant();
        return true;
    }
}
