using System.Buffers;
using PeerProto.Protocol.Calls;
using PeerProto.Protocol.Connections;
using PeerProto.Protocol.FlowControl;
using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Tests.Simulation;

namespace PeerProto.Protocol.Tests.Connections;

/// <summary>Byte streams, and items that one side gives up, against bytes written by hand.</summary>
public sealed class ByteStreamTests
{
    private static readonly TimeSpan Now = TimeSpan.FromSeconds(100);

    [Fact]
    public void BytesOfTheCaller_AreHandedOnAsTheyCome()
    {
        using ScriptedPeer script = Called();
        ConnectionEvent piece = Take(script, "05 24 00 01 02 03");
        Assert.Equal(ConnectionEventKind.ItemReceived, piece.Kind);
        Assert.Equal([1, 2, 3], piece.Payload.ToArray());
        Assert.Equal(0, piece.Call!.Inbound!.Backlog.Count);
    }

    [Fact]
    public void EndOfEitherSide_LeavesTheCallOpenForTheOtherAndForItsResult()
    {
        using ScriptedPeer script = Called();
        ConnectionEvent end = Take(script, "02 25 00");
        CallState call = end.Call!;
        Assert.Equal((ConnectionEventKind.ItemsEnded, false), (end.Kind, call.IsEnded));
        Assert.True(script.Machine.TryWriteEncoded(call.Outbound!, [7]));
        script.Machine.WriteEnd(call);
        Assert.False(call.IsEnded);
        script.Machine.WriteResult<int, PeerProto.CompilerServices.Int32Codec>(call, 5);
        Assert.True(call.IsEnded);
        Assert.Equal([FrameKind.Item, FrameKind.End, FrameKind.Result], script.Sent.Select(frame => frame.Kind).TakeLast(3));
    }

    [Fact]
    public void ResultOfTheCalledSide_EndsTheCallWithoutAnEnd()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        CallState call = script.Peer.Call(SampleContract.Carry, 1).State;
        ConnectionEvent result = Take(script, "03 21 01 05");
        Assert.Equal((ConnectionEventKind.ResultReceived, true), (result.Kind, call.IsEnded));
    }

    [Fact]
    public void PiecesAreCountedInBytesAlone()
    {
        ConnectionSetup narrow = SampleContract.Larger with { Limits = ProtocolLimits.Default with { StreamWindowMessages = 1, StreamWindowBytes = 100 } };
        using ScriptedPeer script = Called(narrow);
        for (int i = 0; i < 100; i++)
            Take(script, "03 24 00 01");
        script.AssertOpen();
        script.Send(Wire.Hex("03 24 00 01"));
        script.AssertClosed(CloseCode.FlowControlViolation, "beyond its credit");
    }

    [Fact]
    public void PieceAboveTheLimit_IsAProtocolViolation()
    {
        using ScriptedPeer script = Called();
        script.Send(FrameKind.Item, [0], new byte[ProtocolLimits.MaximumPieceBytes]);
        script.AssertOpen();
        script.Send(FrameKind.Item, [0], new byte[ProtocolLimits.MaximumPieceBytes + 1]);
        script.AssertClosed(CloseCode.ProtocolViolation, "0x24");
    }

    [Fact]
    public void Reset_EndsTheItemsWithItsCodeAndLeavesTheCallOpen()
    {
        using ScriptedPeer script = Called();
        ConnectionEvent reset = Take(script, "03 29 00 2a");
        Assert.Equal((ConnectionEventKind.ItemsReset, 42UL), (reset.Kind, reset.Code));
        Assert.Equal((42UL, true, false), (reset.Call!.InboundReset, reset.Call.InboundEnded, reset.Call.IsEnded));
    }

    [Fact]
    public void ResetOfTheCalledSideOfAServerStream_EndsTheCall()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        CallState call = script.Peer.Call(SampleContract.Watch, 1).State;
        Assert.Equal(ConnectionEventKind.ItemsReset, Take(script, "03 29 01 07").Kind);
        Assert.True(call.IsEnded);
        Assert.True(script.Machine.CanOpenCall);
    }

    [Theory]
    [InlineData("03 29 00 01 02 25 00")]
    [InlineData("02 25 00 03 29 00 01")]
    [InlineData("03 29 00 01 03 24 00 01")]
    [InlineData("03 29 00 01 03 29 00 01")]
    [InlineData("02 29 00")]
    [InlineData("02 2a 00")]
    [InlineData("03 29 02 01")]
    [InlineData("03 2a 03 01")]
    public void GivingUpOutOfPlace_IsAProtocolViolation(string hex)
    {
        using ScriptedPeer script = Called();
        script.Send(Wire.Hex(hex));
        Assert.Equal(CloseCode.ProtocolViolation, script.Machine.CloseInfo?.Code);
    }

    [Fact]
    public void StopSending_IsAnsweredWithOneResetOfItsCodeAndNothingMoreIsSent()
    {
        using ScriptedPeer script = Called();
        ConnectionEvent stop = Take(script, "03 2a 00 2a");
        OutboundFlow outbound = stop.Call!.Outbound!;
        Assert.Equal((ConnectionEventKind.StopRequested, 42UL), (stop.Kind, stop.Code));
        Assert.False(script.Machine.TryWriteEncoded(outbound, [1]));
        script.Machine.WriteEnd(stop.Call);
        script.Send(Wire.Hex("03 2a 00 05"));
        script.AssertOpen();
        Assert.Equal([FrameKind.Reset], script.Sent.Select(frame => frame.Kind).Where(kind => kind is FrameKind.Reset or FrameKind.End));
    }

    [Fact]
    public void StopSendingThatCrossesTheEnd_MeansNothing()
    {
        using ScriptedPeer script = Called();
        script.Machine.WriteEnd(script.Machine.Calls.Single());
        script.Send(Wire.Hex("03 2a 00 2a"));
        script.AssertOpen();
        Assert.DoesNotContain(FrameKind.Reset, script.Sent.Select(frame => frame.Kind));
    }

    [Fact]
    public void ItemsThatComeAfterStopSending_AreDroppedAndBringNoCredit()
    {
        ConnectionSetup narrow = SampleContract.Larger with { Limits = ProtocolLimits.Default with { StreamWindowBytes = 10 } };
        using ScriptedPeer script = Called(narrow);
        script.Machine.StopItems(script.Machine.Calls.Single(), 0);
        for (int i = 0; i < 10; i++)
            script.Send(Wire.Hex("03 24 00 01"));
        script.AssertOpen();
        Assert.DoesNotContain(FrameKind.ItemCredit, script.Sent.Select(frame => frame.Kind));
        script.Send(Wire.Hex("03 24 00 01"));
        script.AssertClosed(CloseCode.FlowControlViolation, "beyond its credit");
    }

    [Fact]
    public void StopSendingInALoop_CostsNothing()
    {
        using ScriptedPeer script = Called();
        for (int i = 0; i < 100_000; i++)
            script.Send(Wire.Hex("03 2a 00 2a"));
        script.AssertOpen();
    }

    /// <summary>A machine whose peer has opened a byte stream, call 0.</summary>
    private static ScriptedPeer Called(ConnectionSetup? setup = null)
    {
        ScriptedPeer script = ScriptedPeer.Ready(setup);
        script.Send(Wire.Hex("04 20 00 08 07"));
        return script;
    }

    private static ConnectionEvent Take(ScriptedPeer script, string hex)
    {
        ReadOnlySequence<byte> input = new(Wire.Hex(hex));
        Assert.True(script.Machine.HandleInput(ref input, Now, out ConnectionEvent change));
        return change;
    }
}
