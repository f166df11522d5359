using PeerProto.CompilerServices;
using PeerProto.Protocol.Connections;
using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Tests.Simulation;

namespace PeerProto.Protocol.Tests.Connections;

public sealed class MessageTests
{
    private static readonly byte[] Numbers = Wire.Number(SampleContract.NumbersId);

    [Fact]
    public void MessagesOfTwoChannels_ArriveInOrder()
    {
        using SimulatedPair pair = SimulatedPair.Ready(seed: 1);
        for (int i = 0; i < 500; i++)
        {
            Assert.True(pair.Smaller.TrySendNumber(i));
            Assert.True(pair.Smaller.TrySendText(new string('t', i)));
            Assert.True(pair.Larger.TrySendNumber(-i));
        }

        pair.Settle();
        Assert.Equal(Enumerable.Range(0, 500), pair.Larger.Numbers);
        Assert.Equal(Enumerable.Range(0, 500), pair.Larger.Texts.Select(text => text.Length));
        Assert.Equal(Enumerable.Range(0, 500).Select(i => -i), pair.Smaller.Numbers);
    }

    [Fact]
    public void MessageReceived_IsAcknowledgedAfterTheDelay()
    {
        using SimulatedPair pair = SimulatedPair.Ready();
        pair.Smaller.TrySendNumber(1);
        pair.Settle();
        Assert.Equal([1], pair.Larger.Numbers);
        Assert.Equal(1UL, pair.Smaller.Machine.UnconfirmedMessages);
        Assert.Equal(pair.Now + TimeSpan.FromMilliseconds(25), pair.Larger.Machine.NextDeadline);
        pair.RunFor(TimeSpan.FromMilliseconds(25));
        Assert.Equal(1UL, pair.Smaller.Machine.UnconfirmedMessages);
        pair.RunFor(pair.Latency);
        Assert.Equal(0UL, pair.Smaller.Machine.UnconfirmedMessages);
        Assert.Equal(1UL, pair.Smaller.NumbersOut.AcknowledgedMessages);
    }

    [Fact]
    public void ManyMessagesWithinTheDelay_ShareOneAcknowledgement()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        for (int i = 0; i < 10; i++)
            script.Send(FrameKind.Message, Numbers, [1]);
        script.Machine.HandleTimeout(script.Now + TimeSpan.FromMilliseconds(25));
        Assert.Equal([(byte)1, (byte)10], Assert.Single(script.Sent, frame => frame.Kind == FrameKind.Acknowledge).Body);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AcknowledgementRequested_ComesAtOnce(bool forAll)
    {
        using SimulatedPair pair = SimulatedPair.Ready();
        pair.Smaller.TrySendNumber(1);
        pair.Smaller.TrySendText("x");
        pair.Smaller.Machine.RequestAcknowledgement(forAll ? null : pair.Smaller.NumbersOut);
        TimeSpan start = pair.Now;
        pair.Settle();
        Assert.Equal(start + (2 * pair.Latency), pair.Now);
        Assert.Equal(1UL, pair.Smaller.NumbersOut.AcknowledgedMessages);
        Assert.Contains(ConnectionEventKind.Acknowledged, pair.Smaller.Events);
    }

    [Fact]
    public void CreditDue_BringsTheAcknowledgementWithIt()
    {
        using SimulatedPair pair = SimulatedPair.Ready(new ProtocolLimits { ChannelWindowMessages = 4 });
        pair.Smaller.TrySendNumber(1);
        pair.Smaller.TrySendNumber(2);
        pair.Settle();
        Assert.Equal(0UL, pair.Smaller.Machine.UnconfirmedMessages);
    }

    [Fact]
    public void ReceiverDoesNotConsume_TheSenderStopsAtTheWindow()
    {
        using SimulatedPair pair = SimulatedPair.Ready(new ProtocolLimits { ChannelWindowMessages = 10 });
        pair.Larger.Consumes = false;
        int sent = 0;
        while (pair.Smaller.TrySendNumber(sent))
            sent++;
        Assert.Equal(10, sent);
        pair.RunFor(TimeSpan.FromSeconds(1));
        Assert.False(pair.Smaller.TrySendNumber(10));
        Assert.DoesNotContain(ConnectionEventKind.Unblocked, pair.Smaller.Events);
        Assert.True(pair.Smaller.TrySendText("other channels go on"));

        pair.Larger.ConsumeHeld(4);
        pair.RunFor(TimeSpan.FromSeconds(1));
        Assert.False(pair.Smaller.TrySendNumber(10));
        pair.Larger.ConsumeHeld(1);
        pair.Settle();
        Assert.Contains(ConnectionEventKind.Unblocked, pair.Smaller.Events);
        for (; pair.Smaller.TrySendNumber(sent); sent++)
            continue;
        Assert.Equal(15, sent);
    }

    [Fact]
    public void MessageLargerThanTheWindow_PassesAndBlocksUntilItIsConsumed()
    {
        using SimulatedPair pair = SimulatedPair.Ready(new ProtocolLimits { ChannelWindowBytes = 100 });
        pair.Larger.Consumes = false;
        Assert.True(pair.Smaller.TrySendText(new string('x', 5000)));
        Assert.False(pair.Smaller.TrySendText("y"));
        pair.Settle();
        Assert.Equal(5000, Assert.Single(pair.Larger.Texts).Length);
        pair.Larger.ConsumeHeld();
        pair.Settle();
        Assert.True(pair.Smaller.TrySendText("y"));
    }

    [Fact]
    public void WindowOfOne_MovesOneMessageARoundTrip()
    {
        using SimulatedPair pair = SimulatedPair.Ready(new ProtocolLimits { ChannelWindowMessages = 1, ChannelWindowBytes = 1 });
        for (int i = 0; i < 50; i++)
        {
            Assert.True(pair.Smaller.TrySendNumber(i));
            Assert.False(pair.Smaller.TrySendNumber(-1));
            pair.Settle();
        }

        Assert.Equal(Enumerable.Range(0, 50), pair.Larger.Numbers);
    }

    [Fact]
    public void MoreMessagesThanCredit_CloseTheConnection()
    {
        using ScriptedPeer script = ScriptedPeer.Ready(SampleContract.Larger with { Limits = new ProtocolLimits { ChannelWindowMessages = 3 } });
        script.Peer.Consumes = false;
        for (int i = 0; i < 3; i++)
            script.Send(FrameKind.Message, Numbers, [1]);
        script.AssertOpen();
        script.Send(FrameKind.Message, Numbers, [1]);
        script.AssertClosed(CloseCode.FlowControlViolation, "beyond its credit on channel 1");
        Assert.Equal(3, script.Peer.Numbers.Count);
    }

    [Fact]
    public void MoreBytesThanCredit_CloseTheConnection()
    {
        using ScriptedPeer script = ScriptedPeer.Ready(SampleContract.Larger with { Limits = new ProtocolLimits { ChannelWindowBytes = 10 } });
        script.Peer.Consumes = false;
        script.Peer.Decodes = false;
        script.Send(FrameKind.Message, Numbers, new byte[50]);
        script.AssertOpen();
        script.Send(FrameKind.Message, Numbers);
        script.AssertClosed(CloseCode.FlowControlViolation, "beyond its credit on channel 1");
    }

    [Fact]
    public void CreditThatShrinks_IsIgnored()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        script.Send(FrameKind.Credit, Numbers, Wire.Number(0), Wire.Number(0));
        script.AssertOpen();
        Assert.True(script.Peer.TrySendNumber(1));
    }

    [Theory]
    [InlineData(FrameKind.Message, "23", "channel 35, which the two contracts do not have in common")]
    [InlineData(FrameKind.Message, "", "kind 0x10 is malformed")]
    [InlineData(FrameKind.Message, "40", "kind 0x10 is malformed")]
    [InlineData(FrameKind.Acknowledge, "01", "kind 0x11 is malformed")]
    [InlineData(FrameKind.Acknowledge, "23 00", "kind 0x11 is malformed")]
    [InlineData(FrameKind.Acknowledge, "01 01", "kind 0x11 is malformed")]
    [InlineData(FrameKind.Credit, "01 01", "kind 0x12 is malformed")]
    [InlineData(FrameKind.Credit, "23 01 01", "kind 0x12 is malformed")]
    [InlineData(FrameKind.AcknowledgeRequest, "", "kind 0x13 is malformed")]
    [InlineData(FrameKind.Ping, "00", "kind 0x03 is malformed")]
    [InlineData(FrameKind.Pong, "00 00 00 00 00 00 00 00 00", "kind 0x04 is malformed")]
    public void MalformedFrame_ClosesTheConnection(FrameKind kind, string body, string reasonPart)
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        script.Send(kind, Wire.Hex(body));
        script.AssertClosed(CloseCode.ProtocolViolation, reasonPart);
    }

    [Fact]
    public void FrameWithoutKind_ClosesTheConnection()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        script.Send([0]);
        script.AssertClosed(CloseCode.ProtocolViolation, "no kind");
    }

    [Fact]
    public void FrameAnnouncesMoreThanAllowed_ClosesTheConnectionBeforeItComes()
    {
        using ScriptedPeer script = ScriptedPeer.Ready(SampleContract.Larger with { Limits = new ProtocolLimits { MaximumMessageBytes = 1000 } });
        script.Send(Wire.Number(1032));
        script.AssertOpen();
        using ScriptedPeer other = ScriptedPeer.Ready(SampleContract.Larger with { Limits = new ProtocolLimits { MaximumMessageBytes = 1000 } });
        other.Send(Wire.Number(1033));
        other.AssertClosed(CloseCode.FrameTooLarge, "more than 1032 bytes");
    }

    [Fact]
    public void MessageLargerThanThePeerTakes_IsRefusedAndNothingIsWritten()
    {
        using SimulatedPair pair = SimulatedPair.Ready(new ProtocolLimits { MaximumMessageBytes = 100 });
        Assert.True(pair.Smaller.TrySendText("before"));
        int length = pair.Smaller.Machine.PendingOutputBytes;
        PeerEncodeException error = Assert.Throws<PeerEncodeException>(() => pair.Smaller.TrySendText(new string('x', 99)));
        Assert.Contains("101 bytes, and the peer takes at most 100", error.Message, StringComparison.Ordinal);
        Assert.Throws<PeerEncodeException>(() => pair.Smaller.Machine.TryWriteEncoded(pair.Smaller.TextsOut, new byte[101]));
        Assert.Throws<PeerEncodeException>(() => pair.Smaller.TrySendText(null!));
        Assert.Equal(length, pair.Smaller.Machine.PendingOutputBytes);
        Assert.Equal(1UL, pair.Smaller.TextsOut.SentMessages);
        Assert.True(pair.Smaller.TrySendText(new string('x', 98)));
        pair.Settle();
        Assert.Equal(["before", new string('x', 98)], pair.Larger.Texts);
    }

    [Fact]
    public void EncodedMessage_ArrivesLikeOneThatWasEncodedHere()
    {
        using SimulatedPair pair = SimulatedPair.Ready();
        Assert.True(pair.Smaller.Machine.TryWriteEncoded(pair.Smaller.TextsOut, Wire.Hex("a2 68 69")));
        pair.Settle();
        Assert.Equal(["hi"], pair.Larger.Texts);
    }

    [Fact]
    public void LastOfManyMessagesLost_IsCountedAsUnconfirmed()
    {
        using SimulatedPair pair = SimulatedPair.Ready();
        pair.Smaller.TrySendNumber(1);
        pair.RunFor(TimeSpan.FromMilliseconds(100));
        pair.Connected = false;
        pair.Smaller.TrySendNumber(2);
        pair.Smaller.TrySendText("3");
        pair.RunFor(TimeSpan.FromSeconds(10));
        Assert.Equal(CloseCode.KeepAliveTimeout, pair.Smaller.Machine.CloseInfo!.Code);
        Assert.Equal(2UL, pair.Smaller.Machine.UnconfirmedMessages);
    }

    [Fact]
    public void NotReadyOrClosing_NothingIsWritten()
    {
        using SimulatedPair pair = SimulatedPair.Ready();
        pair.Smaller.Machine.Close(CloseCode.None, "", pair.Now);
        Assert.False(pair.Smaller.TrySendNumber(1));
        Assert.False(pair.Smaller.Machine.TryWriteEncoded(pair.Smaller.NumbersOut, [1]));
        pair.Smaller.Machine.RequestAcknowledgement(null);
        Assert.Equal(FrameKind.Close, Assert.Single(Wire.Parse(pair.Smaller.TakeOutput())).Kind);
    }
}
