using PeerProto.Protocol.FlowControl;
using PeerProto.Protocol.Framing;

namespace PeerProto.Protocol.Tests.FlowControl;

public sealed class OutboundFlowTests
{
    [Fact]
    public void MessageLimitReached_Blocks()
    {
        OutboundFlow flow = new(FrameKind.Message, 1, 2, 100);
        flow.OnSent(1);
        Assert.True(flow.HasCredit);
        flow.OnSent(1);
        Assert.False(flow.HasCredit);
    }

    [Fact]
    public void ByteLimitOverdrawnByOneMessage_BlocksUntilTheDebtIsCovered()
    {
        OutboundFlow flow = new(FrameKind.Message, 1, 100, 10);
        flow.OnSent(9);
        Assert.True(flow.HasCredit);
        flow.OnSent(1000);
        Assert.False(flow.HasCredit);
        Assert.False(flow.OnCredit(100, 1009));
        Assert.True(flow.OnCredit(100, 1010));
        Assert.True(flow.HasCredit);
    }

    [Fact]
    public void SmallerLimits_ChangeNothing()
    {
        OutboundFlow flow = new(FrameKind.Message, 1, 5, 50);
        Assert.False(flow.OnCredit(0, 0));
        for (int i = 0; i < 4; i++)
            flow.OnSent(1);
        Assert.True(flow.HasCredit);
    }

    [Fact]
    public void OnlyOneLimitRaised_StaysBlockedByTheOther()
    {
        OutboundFlow flow = new(FrameKind.Message, 1, 1, 1);
        flow.OnSent(1);
        Assert.False(flow.OnCredit(2, 1));
        Assert.True(flow.OnCredit(1, 2));
        Assert.True(flow.HasCredit);
    }

    [Fact]
    public void CreditWhileNotBlocked_IsNoNews()
    {
        OutboundFlow flow = new(FrameKind.Message, 1, 2, 2);
        Assert.False(flow.OnCredit(3, 3));
    }

    [Fact]
    public void AcknowledgementOfWhatWasNotSent_IsRefused()
    {
        OutboundFlow flow = new(FrameKind.Message, 1, 10, 10);
        flow.OnSent(1);
        Assert.False(flow.OnAcknowledged(2));
        Assert.True(flow.OnAcknowledged(1));
        Assert.True(flow.OnAcknowledged(0));
        Assert.Equal(1UL, flow.AcknowledgedMessages);
    }
}
