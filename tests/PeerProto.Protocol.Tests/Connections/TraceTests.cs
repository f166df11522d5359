using PeerProto.CompilerServices;
using PeerProto.Protocol.Calls;
using PeerProto.Protocol.Connections;
using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Tests.Simulation;
using PeerProto.Protocol.Tracing;

namespace PeerProto.Protocol.Tests.Connections;

/// <summary>Trace contexts: where they stand, what they belong to, and what a peer can do with them.</summary>
public sealed class TraceTests
{
    private const int Piece = ProtocolLimits.FragmentBytes;

    /// <summary>The example of the W3C's Trace Context, section 3.2: <c>00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01</c>, and of section 3.3 a state.</summary>
    private static readonly TraceContext Example = new(UInt128.Parse("0af7651916cd43dd8448eb211c80319c", System.Globalization.NumberStyles.HexNumber, null), 0xb7ad6b7169203331, 1, "congo=t61rcWkgMzE");

    private static readonly byte[] ExampleBytes =
        [.. Wire.Hex("0a f7 65 19 16 cd 43 dd 84 48 eb 21 1c 80 31 9c b7 ad 6b 71 69 20 33 31 01"), .. "congo=t61rcWkgMzE"u8];

    public static TheoryData<string> MalformedTraces => new(
        "",
        new string('1', 48), // no flags
        new string('0', 32) + new string('1', 18), // no trace
        new string('1', 32) + new string('0', 16) + "01", // no span
        new string('1', 50) + "0a", // a line break in the state
        new string('1', 50) + "e4",
        new string('1', 50) + string.Concat(Enumerable.Repeat("61", ProtocolLimits.MaximumTraceStateBytes + 1)));

    [Fact]
    public void Message_GoesDirectlyBehindItsTrace()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        int before = script.Sent.Count;
        Assert.True(script.Machine.TryWriteEncoded(script.Peer.NumbersOut, [7], Example));

        Assert.Equal([FrameKind.Trace, FrameKind.Message], script.Sent.Skip(before).Select(frame => frame.Kind));
        Assert.Equal(ExampleBytes, script.Sent[before].Body);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Piece)]
    [InlineData(5 * Piece)]
    public void MessageCallAndItem_ArriveWithTheirTrace(int length)
    {
        using SimulatedPair pair = SimulatedPair.Ready();
        pair.Larger.Decodes = false;
        pair.Larger.ReadArguments = _ => { };
        string text = new('x', length);
        TraceContext second = Example with { SpanId = 2, Flags = 0, State = "" };
        Assert.True(pair.Smaller.Machine.TryWriteMessage<string, StringCodec>(pair.Smaller.TextsOut, text, Example));
        pair.Settle();
        Assert.True(pair.Smaller.TrySendText(text));
        pair.Settle();
        CallState call = pair.Smaller.Machine.OpenCall<string, StringCodec>(SampleContract.Import, text, TimeSpan.FromSeconds(3), second);
        pair.Settle();
        Assert.True(pair.Smaller.Machine.TryWriteMessage<string, StringCodec>(call.Outbound!, text, Example));
        pair.Settle();

        Assert.Equal([Example, null, second, Example], pair.Larger.Traces);
        Assert.Equal(TimeSpan.FromSeconds(3), Assert.Single(pair.Larger.Incoming).State.Deadline);
    }

    [Fact]
    public void LongMessagesOfTwoChannels_KeepEachItsTrace()
    {
        using SimulatedPair pair = SimulatedPair.Ready();
        pair.Larger.Decodes = false;
        byte[] message = new byte[10 * Piece];
        TraceContext other = Example with { SpanId = 9 };
        for (int i = 0; i < 2; i++)
        {
            Assert.True(pair.Smaller.Machine.TryWriteEncoded(pair.Smaller.NumbersOut, message, Example));
            Assert.True(pair.Smaller.Machine.TryWriteEncoded(pair.Smaller.TextsOut, message, other));
        }

        pair.Settle();
        Assert.Equal(4, pair.Larger.Traces.Count);
        Assert.Equal([Example, Example, other, other], pair.Larger.Traces.OrderByDescending(trace => trace!.SpanId));
    }

    [Fact]
    public void ShortMessagesBehindALongOne_KeepTheirTraces()
    {
        using SimulatedPair pair = SimulatedPair.Ready();
        Assert.True(pair.Smaller.TrySendText(new string('x', 3 * Piece)));
        Assert.True(pair.Smaller.Machine.TryWriteMessage<string, StringCodec>(pair.Smaller.TextsOut, "a", Example));
        Assert.True(pair.Smaller.TrySendText("b"));
        pair.Settle();
        Assert.Equal([null, Example, null], pair.Larger.Traces);
        Assert.Equal("b", pair.Larger.Texts[2]);
    }

    [Fact]
    public void MessagesInARun_StopBeforeATrace()
    {
        using SimulatedPair pair = SimulatedPair.Ready();
        pair.Larger.TakesRuns = true;
        Assert.True(pair.Smaller.TrySendNumber(1));
        Assert.True(pair.Smaller.Machine.TryWriteMessage<int, Int32Codec>(pair.Smaller.NumbersOut, 2, Example));
        Assert.True(pair.Smaller.TrySendNumber(3));
        pair.Settle();
        Assert.Equal([1, 2, 3], pair.Larger.Numbers);
        Assert.Equal([null, Example, null], pair.Larger.Traces);
        Assert.Equal(2, pair.Larger.Runs);
    }

    [Fact]
    public void MessageThatDoesNotFit_TakesItsTraceBack()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        int before = script.Sent.Count;
        Assert.Throws<PeerEncodeException>(() =>
            script.Machine.TryWriteMessage<string, StringCodec>(script.Peer.TextsOut, new string('x', ProtocolLimits.DefaultMaximumMessageBytes + 1), Example));
        Assert.Throws<PeerEncodeException>(() =>
            script.Machine.OpenCall<string, StringCodec>(SampleContract.Ask, new string('x', ProtocolLimits.DefaultMaximumMessageBytes + 1), null, Example));
        Assert.Equal(before, script.Sent.Count);
    }

    [Theory]
    [MemberData(nameof(MalformedTraces))]
    public void MalformedTrace_EndsTheConnection(string hex)
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        script.Send(FrameKind.Trace, Convert.FromHexString(hex));
        script.AssertClosed(CloseCode.ProtocolViolation, "0x2b");
    }

    [Theory]
    [InlineData(FrameKind.Ping)]
    [InlineData(FrameKind.AcknowledgeRequest)]
    [InlineData(FrameKind.Deadline)]
    [InlineData(FrameKind.End)]
    [InlineData(FrameKind.Trace)]
    public void TraceThatBelongsToNothing_EndsTheConnection(FrameKind next)
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        script.Send(Wire.Frame(FrameKind.Trace, ExampleBytes), Wire.Frame(next, new byte[8]));
        script.AssertClosed(CloseCode.ProtocolViolation, "0x2b");
    }

    [Fact]
    public void UnknownFrameBehindATrace_IsSkipped()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        script.Send(Wire.Frame(FrameKind.Trace, ExampleBytes), Wire.Frame(FrameKind.Grease, [1]), Wire.Frame(FrameKind.Message, [SampleContract.NumbersId, 7]));
        Assert.Equal([Example], script.Peer.Traces);
    }

    [Fact]
    public void TraceBetweenTheFragmentsOfAFrame_EndsTheConnection()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        script.Send(
            Wire.Frame(FrameKind.Fragment, [0, 1, (byte)FrameKind.Message, SampleContract.NumbersId]),
            Wire.Frame(FrameKind.Trace, ExampleBytes),
            Wire.Frame(FrameKind.Fragment, [0, 0, 7]));
        script.AssertClosed(CloseCode.ProtocolViolation, "malformed");
    }

    [Fact]
    public void TraceInFragments_EndsTheConnection()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        script.Send(FrameKind.Fragment, [0, 0, (byte)FrameKind.Trace], ExampleBytes);
        script.AssertClosed(CloseCode.ProtocolViolation, "malformed");
    }

    [Fact]
    public void TraceBeforeAdmission_EndsTheConnection()
    {
        using ScriptedPeer script = new();
        script.SayHello();
        script.Send(FrameKind.Trace, ExampleBytes);
        script.AssertClosed(CloseCode.ProtocolViolation, "before the connection was admitted");
    }

    [Fact]
    public void TraceOfALostCall_IsForgottenWithIt()
    {
        using SimulatedPair pair = SimulatedPair.Ready();
        CallRecord watch = pair.Larger.Call(SampleContract.Watch, 1);
        pair.Settle();
        pair.Larger.Machine.CancelCall(watch.State);
        Assert.True(pair.Smaller.Machine.TryWriteMessage<int, Int32Codec>(pair.Smaller.Incoming[0].State.Outbound!, 1, Example));
        pair.Settle();
        Assert.True(pair.Smaller.TrySendNumber(1));
        pair.Settle();
        Assert.Equal([null], pair.Larger.Traces);
    }

    [Theory]
    [InlineData("a=1", "a=1")]
    [InlineData(null, "")]
    [InlineData("ä=1", "")]
    public void State_TravelsWhereItIsAscii(string? state, string expected) => Assert.Equal(expected, TraceContext.Shorten(state));

    [Fact]
    public void LongState_LosesItsOldestMembers()
    {
        string members = string.Join(',', Enumerable.Range(0, 100).Select(i => $"k{i:000}=v"));
        string shortened = TraceContext.Shorten(members);
        Assert.InRange(shortened.Length, ProtocolLimits.MaximumTraceStateBytes - 8, ProtocolLimits.MaximumTraceStateBytes);
        Assert.StartsWith(shortened + ",", members, StringComparison.Ordinal);
        Assert.Equal("", TraceContext.Shorten(new string('x', ProtocolLimits.MaximumTraceStateBytes + 1)));
    }
}
