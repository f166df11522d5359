using PeerProto.CompilerServices;
using PeerProto.Protocol.Calls;
using PeerProto.Protocol.Connections;
using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Tests.Simulation;

namespace PeerProto.Protocol.Tests.Golden;

/// <summary>The bytes of every frame kind in wire version 0. A row that has to change means another wire version.</summary>
public sealed class GoldenFrameTests
{
    private const string HelloOfTheSmaller =
        "40 74 01 50 45 45 52 8f 00 00 01 a6 73 61 6d 70 6c 65 02 01 03 c4 10 00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f 04 c4 10 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 01 "
        + "05 aa 69 6e 73 74 61 6e 63 65 2d 31 06 a6 50 65 65 72 20 31 07 ce 00 40 00 00 08 cd 40 00 09 ce 00 10 00 00 0a cd 04 00 0b ce 00 04 00 00 0c 40 0d ce 00 01 00 00 0e ce 00 40 00 00";

    private static readonly Dictionary<string, (string Hex, Action<SimulatedPeer> Write)> Frames = new()
    {
        ["Ping"] = ("09 03 00 00 00 00 3d 64 8d 80", peer => peer.Machine.HandleTimeout(TimeSpan.FromSeconds(103))),
        ["Pong"] = ("09 04 01 02 03 04 05 06 07 08", peer => peer.Receive(Wire.Hex("09 03 01 02 03 04 05 06 07 08"), TimeSpan.FromSeconds(100))),
        ["Close"] = ("40 06 05 0e 66 75 6c 6c", peer => peer.Machine.Close(CloseCode.TooManyPeers, "full", TimeSpan.FromSeconds(100))),
        ["Message of fixed size"] = ("03 10 01 07", peer => peer.TrySendNumber(7)),
        ["Message of any size"] = ("80 00 00 05 10 02 a2 68 69", peer => peer.TrySendText("hi")),
        ["Message encoded before"] = ("03 10 01 07", peer => peer.Machine.TryWriteEncoded(peer.NumbersOut, [7])),
        ["Acknowledge"] = ("03 11 01 01", peer =>
        {
            peer.Receive(Wire.Hex("03 10 01 07"), TimeSpan.FromSeconds(100));
            peer.Machine.HandleTimeout(TimeSpan.FromSeconds(100.025));
        }),
        ["Acknowledge with Credit"] = ("03 11 01 02 07 12 01 06 80 10 00 02", peer =>
        {
            peer.Receive(Wire.Hex("03 10 01 07"), TimeSpan.FromSeconds(100));
            peer.Receive(Wire.Hex("03 10 01 07"), TimeSpan.FromSeconds(100));
        }),
        ["AcknowledgeRequest for one channel"] = ("02 13 01", peer => peer.Machine.RequestAcknowledgement(peer.NumbersOut)),
        ["AcknowledgeRequest for all"] = ("02 13 00", peer => peer.Machine.RequestAcknowledgement(null)),
        ["Call"] = ("04 20 00 03 07", peer => peer.Call(SampleContract.Ask, 7)),
        ["Result"] = ("03 21 01 0e", peer =>
        {
            peer.Receive(Wire.Hex("04 20 01 03 07"), TimeSpan.FromSeconds(100));
            peer.Answer(peer.Incoming[0], 14);
        }),
        ["Failure"] = ("40 0d 22 01 04 00 00 00 00 00 00 01 02 6e 6f", peer =>
        {
            peer.Receive(Wire.Hex("04 20 01 03 07"), TimeSpan.FromSeconds(100));
            peer.Machine.WriteFailure(peer.Incoming[0].State, new CallFailure(RemoteErrorCode.Malformed, 0x102, "no"));
        }),
        ["Failure with a declared error"] = ("80 00 00 0d 22 01 06 00 00 00 00 00 00 01 02 01 07", peer =>
        {
            peer.Receive(Wire.Hex("04 20 01 03 07"), TimeSpan.FromSeconds(100));
            peer.Machine.WriteFault(peer.Incoming[0].State, 0x102, SampleContract.Refused, new PeerFault<int>(7));
        }),
        ["Deadline and Call"] = ("04 27 00 40 fa 04 20 00 03 07", peer => peer.Machine.OpenCall<int, Int32Codec>(SampleContract.Ask, 7, TimeSpan.FromMilliseconds(249.5))),
        ["Progress"] = ("03 28 01 07", peer =>
        {
            peer.Receive(Wire.Hex("04 20 01 03 07"), TimeSpan.FromSeconds(100));
            peer.Machine.WriteProgress(peer.Incoming[0].State, [7]);
        }),
        ["Call and Reset"] = ("04 20 00 05 07 03 29 00 2a", peer => peer.Machine.ResetItems(peer.Call(SampleContract.Import, 7).State, 42)),
        ["Call and StopSending"] = ("04 20 00 04 07 03 2a 00 2a", peer => peer.Machine.StopItems(peer.Call(SampleContract.Watch, 7).State, 42)),
        ["Reset that answers StopSending"] = ("03 29 01 2a", peer => peer.Receive(Wire.Hex("04 20 01 04 07 03 2a 01 2a"), TimeSpan.FromSeconds(100))),
        ["Call and Item of a byte stream"] = ("04 20 00 08 07 05 24 00 01 02 03", peer => peer.Machine.TryWriteEncoded(peer.Call(SampleContract.Carry, 7).State.Outbound!, [1, 2, 3])),
        ["Call and Cancel"] = ("04 20 00 04 07 02 23 00", peer => peer.Machine.CancelCall(peer.Call(SampleContract.Watch, 7).State)),
        ["Call, Item and End"] = ("04 20 00 05 07 03 24 00 08 02 25 00", peer =>
        {
            CallRecord call = peer.Call(SampleContract.Import, 7);
            peer.TrySendItem(call, 8);
            peer.Machine.WriteEnd(call.State);
        }),
        ["ItemCredit"] = ("07 26 01 03 80 04 00 01", peer =>
        {
            peer.Receive(Wire.Hex("04 20 01 05 07"), TimeSpan.FromSeconds(100));
            peer.Receive(Wire.Hex("03 24 01 07"), TimeSpan.FromSeconds(100));
        }),
    };

    public static TheoryData<string> Names => [.. Frames.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Written_TheBytesAreTheGoldenOnes(string name)
    {
        using SimulatedPeer peer = Ready(SampleContract.Smaller, SampleContract.Larger);
        Frames[name].Write(peer);
        Assert.Equal(Frames[name].Hex, Wire.Hex(peer.TakeOutput()));
    }

    [Fact]
    public void HelloGreaseAndAdmitWritten_TheBytesAreTheGoldenOnes()
    {
        using SimulatedPeer peer = new(SampleContract.Smaller with { Seed = 0x0302 }, TimeSpan.Zero);
        Assert.Equal(HelloOfTheSmaller + " 04 40 02 03 00", Wire.Hex(peer.TakeOutput()));
        using SimulatedPeer larger = new(SampleContract.Larger, TimeSpan.Zero);
        peer.Receive(larger.TakeOutput(), TimeSpan.Zero);
        Assert.Equal("01 02", Wire.Hex(peer.TakeOutput()));
    }

    [Fact]
    public void Shape_IsWrittenAfterAHelloOfAnotherFingerprintAndRead()
    {
        const string Shape = "1c 06 63 6f 6e 74 72 61 63 74 20 73 61 6d 70 6c 65 0a 63 61 6c 6c 20 31 20 61 20 2d 0a";
        using SimulatedPeer peer = new(VersionedContract.Of(1, "call 1 a -").For(SampleContract.Smaller), TimeSpan.Zero);
        using SimulatedPeer other = new(VersionedContract.Of(2).For(SampleContract.Larger), TimeSpan.Zero);
        byte[] hello = peer.TakeOutput();
        peer.Receive(other.TakeOutput(), TimeSpan.Zero);
        Assert.Equal(Shape, Wire.Hex(peer.TakeOutput()));

        other.Receive([.. hello, .. Wire.Hex(Shape)], TimeSpan.Zero);
        Assert.Equal(ConnectionPhase.Admission, other.Machine.Phase);
    }

    [Fact]
    public void HelloRead_GivesItsValues()
    {
        using SimulatedPeer peer = new(SampleContract.Larger, TimeSpan.Zero);
        peer.Receive(Wire.Hex(HelloOfTheSmaller), TimeSpan.Zero);
        Assert.Equal(SampleContract.Smaller.Local with { Fingerprint = default }, peer.Machine.Remote! with { Fingerprint = default });
        Assert.Equal(SampleContract.Instance.Fingerprint.ToArray(), peer.Machine.Remote.Fingerprint.ToArray());
    }

    [Theory]
    [InlineData("03 10 01 07", ConnectionEventKind.Message)]
    [InlineData("80 00 00 05 10 02 a2 68 69", ConnectionEventKind.Message)]
    [InlineData("03 11 01 01", ConnectionEventKind.Acknowledged)]
    [InlineData("07 12 01 06 80 10 00 02", ConnectionEventKind.Unblocked)]
    [InlineData("04 20 00 03 07", ConnectionEventKind.CallReceived)]
    [InlineData("03 21 01 0e", ConnectionEventKind.ResultReceived)]
    [InlineData("40 0d 22 01 04 00 00 00 00 00 00 01 02 6e 6f", ConnectionEventKind.FailureReceived)]
    [InlineData("04 20 00 04 07 02 23 00", ConnectionEventKind.CancelReceived)]
    [InlineData("04 20 00 05 07 03 24 00 08", ConnectionEventKind.ItemReceived)]
    [InlineData("04 20 00 05 07 02 25 00", ConnectionEventKind.ItemsEnded)]
    [InlineData("07 26 05 06 80 04 00 01", ConnectionEventKind.Unblocked)]
    public void Read_TheMachineUnderstandsThem(string hex, ConnectionEventKind expected)
    {
        using SimulatedPeer peer = Ready(SampleContract.Larger, SampleContract.Smaller);
        for (int i = 0; i < 4; i++)
            peer.TrySendNumber(i);
        peer.Call(SampleContract.Ask, 1);
        peer.Call(SampleContract.Ask, 1);
        CallRecord stream = peer.Call(SampleContract.Import, 1);
        while (peer.TrySendItem(stream, 1))
            continue;
        peer.Receive(Wire.Hex(hex), TimeSpan.FromSeconds(100));
        Assert.Equal(expected, peer.Events[^1]);
        Assert.Equal(ConnectionPhase.Ready, peer.Machine.Phase);
        Assert.Equal(0, peer.ArrivedBytes);
        switch (expected)
        {
            case ConnectionEventKind.Message:
                Assert.True(peer.Numbers is [7] || peer.Texts is ["hi"]);
                break;
            case ConnectionEventKind.Acknowledged:
                Assert.Equal(1UL, peer.NumbersOut.AcknowledgedMessages);
                break;
            case ConnectionEventKind.CallReceived or ConnectionEventKind.CancelReceived:
                Assert.Equal(7, peer.Incoming[0].Argument);
                break;
            case ConnectionEventKind.ResultReceived:
                Assert.Equal(14, peer.Outgoing[0].Result);
                break;
            case ConnectionEventKind.FailureReceived:
                Assert.Equal(new CallFailure(RemoteErrorCode.Malformed, 0x102, "no"), peer.Outgoing[0].Failure);
                break;
            case ConnectionEventKind.ItemReceived:
                Assert.Equal([8], peer.Incoming[0].Items);
                break;
            case ConnectionEventKind.Unblocked:
                Assert.True(peer.TrySendNumber(1) || peer.TrySendItem(stream, 1));
                break;
        }
    }

    [Fact]
    public void FailureWithADeclaredError_IsRead()
    {
        using SimulatedPeer peer = Ready(SampleContract.Larger, SampleContract.Smaller);
        peer.Call(SampleContract.Ask, 1);
        peer.Receive(Wire.Hex("0d 22 01 06 00 00 00 00 00 00 01 02 01 07"), TimeSpan.FromSeconds(100));
        Assert.Equal(new CallFailure(RemoteErrorCode.Fault, 0x102, "") { FaultId = 1 }, peer.Outgoing[0].Failure);
        Assert.Equal(7, peer.Outgoing[0].FaultValue);
    }

    [Theory]
    [InlineData("0b 22 01 06 00 00 00 00 00 00 01 02", "its number is missing")]
    [InlineData("0b 22 01 06 00 00 00 00 00 00 01 02 40", "its number is cut")]
    public void FailureWithHalfADeclaredError_IsAProtocolViolation(string hex, string why)
    {
        using SimulatedPeer peer = Ready(SampleContract.Larger, SampleContract.Smaller);
        peer.Call(SampleContract.Ask, 1);
        byte[] frame = Wire.Hex(hex);
        frame[0] = (byte)(frame.Length - 1);
        peer.Receive(frame, TimeSpan.FromSeconds(100));
        Assert.True(peer.Machine.CloseInfo?.Code == CloseCode.ProtocolViolation, why);
    }

    [Fact]
    public void DeadlineAndProgress_AreRead()
    {
        using SimulatedPeer peer = Ready(SampleContract.Larger, SampleContract.Smaller);
        peer.Receive(Wire.Hex("05 27 00 40 fa ff 04 20 00 03 07 04 20 02 03 07"), TimeSpan.FromSeconds(100));
        Assert.Equal([TimeSpan.FromMilliseconds(250), null], peer.Incoming.Select(call => call.State.Deadline));
        peer.Call(SampleContract.Ask, 1);
        peer.Receive(Wire.Hex("03 28 01 07"), TimeSpan.FromSeconds(100));
        Assert.Equal([7], peer.Outgoing[0].Reports);
    }

    [Theory]
    [InlineData("03 27 02 05", "it is not that of the next call")]
    [InlineData("03 27 00 05 03 27 00 05", "it comes twice")]
    [InlineData("02 27 00", "it says no time")]
    [InlineData("04 20 00 03 07 03 28 00 07", "the caller reports")]
    public void DeadlineOrProgressOutOfPlace_IsAProtocolViolation(string hex, string why)
    {
        using SimulatedPeer peer = Ready(SampleContract.Larger, SampleContract.Smaller);
        peer.Receive(Wire.Hex(hex), TimeSpan.FromSeconds(100));
        Assert.True(peer.Machine.CloseInfo?.Code == CloseCode.ProtocolViolation, why);
    }

    [Fact]
    public void DuplexCall_BothSidesSendItemsAndTheCalledSideEndsIt()
    {
        using SimulatedPeer peer = Ready(SampleContract.Larger, SampleContract.Smaller);
        peer.Consumes = false;
        CallRecord call = peer.Call(SampleContract.Talk, 7);
        peer.TrySendItem(call, 8);
        peer.Receive(Wire.Hex("03 24 01 09"), TimeSpan.FromSeconds(100));
        peer.Machine.WriteEnd(call.State);
        Assert.Equal("04 20 01 06 07 03 24 01 08 02 25 01", Wire.Hex(peer.TakeOutput()));
        peer.Receive(Wire.Hex("03 24 01 0a 02 25 01"), TimeSpan.FromSeconds(100));
        Assert.Equal([9, 10], call.Items);
        Assert.Equal((1, true), (call.Ends, call.State.IsEnded));
        peer.Receive(Wire.Hex("04 20 00 06 07 03 24 00 08 02 25 00"), TimeSpan.FromSeconds(100));
        Assert.Equal([8], peer.Incoming[0].Items);
        Assert.False(peer.Incoming[0].State.IsEnded);
        peer.TakeOutput();
        peer.TrySendItem(peer.Incoming[0], 11);
        peer.Machine.WriteEnd(peer.Incoming[0].State);
        Assert.Equal("03 24 00 0b 02 25 00", Wire.Hex(peer.TakeOutput()));
        Assert.Empty(peer.Machine.Calls);
    }

    [Fact]
    public void Close_IsRead()
    {
        using SimulatedPeer peer = Ready(SampleContract.Larger, SampleContract.Smaller);
        peer.Receive(Wire.Hex("40 06 05 0e 66 75 6c 6c"), TimeSpan.FromSeconds(100));
        Assert.Equal(new CloseInfo(CloseCode.TooManyPeers, "full", ByPeer: true), peer.Machine.CloseInfo);
        Assert.Equal("40 02 05 00", Wire.Hex(peer.TakeOutput()));
    }

    [Fact]
    public void Pong_IsReadAndTellsTheRoundTrip()
    {
        using SimulatedPeer peer = Ready(SampleContract.Larger, SampleContract.Smaller);
        peer.Receive(Wire.Hex("09 04 00 00 00 00 3d 64 8d 80"), TimeSpan.FromSeconds(103.5));
        Assert.Equal(TimeSpan.FromSeconds(0.5), peer.Machine.RoundTripTime);
    }

    /// <summary>A peer opposite one that has windows of 4 messages and 2 items, with nothing to write.</summary>
    private static SimulatedPeer Ready(ConnectionSetup setup, ConnectionSetup opposite)
    {
        ProtocolLimits limits = new() { ChannelWindowMessages = 4, StreamWindowMessages = 2 };
        SimulatedPeer peer = new(setup with { Limits = limits }, TimeSpan.FromSeconds(100));
        SimulatedPeer other = new(opposite with { Limits = limits }, TimeSpan.FromSeconds(100));
        for (int i = 0; i < 3; i++)
        {
            other.Receive(peer.TakeOutput(), TimeSpan.FromSeconds(100));
            peer.Receive(other.TakeOutput(), TimeSpan.FromSeconds(100));
        }

        Assert.Equal(ConnectionPhase.Ready, peer.Machine.Phase);
        peer.TakeOutput();
        other.Dispose();
        return peer;
    }
}
