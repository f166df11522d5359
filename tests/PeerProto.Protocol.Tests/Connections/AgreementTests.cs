using PeerProto.CompilerServices;
using PeerProto.Protocol.Connections;
using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Handshake.Shapes;
using PeerProto.Protocol.Tests.Simulation;

namespace PeerProto.Protocol.Tests.Connections;

/// <summary>Peers of different versions of a contract agree on what is common, or part with a reason that both sides' developers can read.</summary>
public sealed class AgreementTests
{
    private static readonly VersionedContract Older = VersionedContract.Of(
        1, "channel 1 reliable-ordered i32", "channel 3 reliable-ordered i32", "call 5 unary i32 - i32", "call 6 unary i32 - i32");

    private static readonly VersionedContract Newer = VersionedContract.Of(
        2, "channel 1 latest-only i64", "channel 2 reliable-ordered str", "call 5 unary i32 - i32", "call 7 unary i32 - i32");

    private static readonly ConnectionSetup Smaller = Older.For(SampleContract.Smaller);

    private static readonly ConnectionSetup Larger = Newer.For(SampleContract.Larger);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 20)];

    [Fact]
    public void SameShape_NoShapeTravels()
    {
        using SimulatedPair pair = SimulatedPair.Ready();
        Assert.Null(pair.Smaller.Machine.Agreement!.Comparison);
        Assert.All([1, 2, 3, 4, 5], id => Assert.True(pair.Smaller.Machine.Agreement!.Supports(id)));
        Assert.False(pair.Smaller.Machine.Agreement.Supports(99));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void DifferentShapesThatFit_BothAreReadyAndKnowWhatIsCommon(int seed)
    {
        using SimulatedPair pair = new(Smaller, Larger, seed);
        pair.Settle();
        foreach (SimulatedPeer peer in new[] { pair.Smaller, pair.Larger })
        {
            Assert.Equal(ConnectionPhase.Ready, peer.Machine.Phase);
            Assert.Equal([ConnectionEventKind.DecisionNeeded, ConnectionEventKind.Ready], peer.Events);
            Assert.Equal([1, 5], Enumerable.Range(0, 20).Where(peer.Machine.Agreement!.Supports));
            Assert.Equal([ShapeRule.Delivery, ShapeRule.IntegerRange], peer.Machine.Agreement!.Comparison!.Differences.Select(difference => difference.Rule));
        }

        Assert.Equal([3, 6], pair.Smaller.Machine.Agreement!.Comparison!.OnlyMine);
        Assert.Equal([2, 7], pair.Smaller.Machine.Agreement.Comparison.OnlyTheirs);
        Assert.Equal([2, 7], pair.Larger.Machine.Agreement!.Comparison!.OnlyMine);
    }

    [Fact]
    public void CommonChannelsAndCalls_WorkBothWays()
    {
        using SimulatedPair pair = new(Smaller, Larger);
        pair.Larger.OnCall = call => pair.Larger.Answer(call, call.Argument + 1);
        pair.Settle();
        Assert.True(pair.Smaller.TrySendNumber(7));
        Assert.True(pair.Larger.TrySendNumber(8));
        CallRecord call = pair.Smaller.Call(Older.Calls[0], 41);
        pair.Settle();
        Assert.Equal([7], pair.Larger.Numbers);
        Assert.Equal([8], pair.Smaller.Numbers);
        Assert.Equal(42, call.Result);
    }

    [Fact]
    public void ChannelOfOneSide_IsNotThere()
    {
        using SimulatedPair pair = new(Smaller, Larger);
        pair.Settle();
        Assert.Throws<KeyNotFoundException>(() => pair.Smaller.Machine.GetOutboundChannel(3));
        Assert.Throws<KeyNotFoundException>(() => pair.Larger.Machine.GetInboundChannel(2));
    }

    [Fact]
    public void MessageOnAChannelOfOneSide_IsAViolation()
    {
        using ScriptedPeer script = Agreed();
        script.Send(FrameKind.Message, [2], Wire.Text("\u00a0"));
        script.AssertClosed(CloseCode.ProtocolViolation, "channel 2, which the two contracts do not have in common");
    }

    [Fact]
    public void CallOfOneSide_IsAnsweredAsUnknown()
    {
        using ScriptedPeer script = Agreed();
        script.Send(FrameKind.Call, [0], [7], [1]);
        script.AssertOpen();
        Assert.Equal([0, (byte)RemoteErrorCode.UnknownCall], Assert.Single(script.Sent, frame => frame.Kind == FrameKind.Failure).Body[..2]);
        Assert.Empty(script.Peer.Incoming);
    }

    [Fact]
    public void ShapesThatDoNotFit_EachSideIsToldWhatDiffers()
    {
        VersionedContract other = VersionedContract.Of(2, "channel 1 reliable-ordered str", "call 5 unary () - (0:i32,2:[str])");
        VersionedContract mine = VersionedContract.Of(1, "channel 1 reliable-ordered i32", "call 5 unary () - (0:i32,2:[i32])");
        using SimulatedPair pair = new(mine.For(SampleContract.Smaller), other.For(SampleContract.Larger));
        pair.Settle();
        Assert.Equal(
            new CloseInfo(
                CloseCode.ContractMismatch,
                "the peer speaks contract 'sample' version 2, this app version 1: channel 1 Channel1: the message is str there and i32 here; "
                + "call 5 Call5: an element of member 2 of the result is str there and i32 here",
                ByPeer: false),
            pair.Smaller.Machine.CloseInfo);
        Assert.Equal(
            new CloseInfo(
                CloseCode.ContractMismatch,
                "the peer speaks contract 'sample' version 1, this app version 2: channel 1 Channel1: the message is i32 there and str here; "
                + "call 5 Call5: an element of member 2 of the result is i32 there and str here",
                ByPeer: false),
            pair.Larger.Machine.CloseInfo);
        Assert.DoesNotContain(ConnectionEventKind.DecisionNeeded, pair.Smaller.Events);
    }

    [Fact]
    public void CloseForShapesThatDoNotFit_ReadsTheSameForBothAndTellsNoNames()
    {
        using ScriptedPeer script = new(VersionedContract.Of(1, "channel 1 reliable-ordered i32").For(SampleContract.Larger));
        SayHelloAndShape(script, VersionedContract.Of(2, "channel 1 reliable-ordered str"));
        Assert.Equal((CloseCode.ContractMismatch, "contract 'sample': channel 1: the message is str in version 2 and i32 in version 1"), script.SaidClose);
    }

    [Fact]
    public void SameVersionOfAnotherShape_IsToldApartByItsFingerprint()
    {
        VersionedContract mine = VersionedContract.Of(1, "channel 1 reliable-ordered i32");
        VersionedContract other = VersionedContract.Of(1, "channel 1 reliable-ordered str");
        using ScriptedPeer script = new(mine.For(SampleContract.Larger));
        SayHelloAndShape(script, other);
        Assert.Equal(
            $"contract 'sample': channel 1: the message is str in {Start(other)} and i32 in {Start(mine)}",
            script.SaidClose.Reason);

        static string Start(PeerContractDescriptor contract) => Convert.ToHexStringLower(contract.Fingerprint.Span)[..8];
    }

    [Fact]
    public void ManyDifferences_FitTheCloseAndAreCounted()
    {
        string[] lines = [.. Enumerable.Range(1, 50).Select(id => $"channel {id} reliable-ordered [str]")];
        using ScriptedPeer script = new(VersionedContract.Of(1, lines).For(SampleContract.Larger));
        SayHelloAndShape(script, VersionedContract.Of(2, [.. lines.Select(line => line.Replace("str", "bin", StringComparison.Ordinal))]));
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(script.SaidClose.Reason), 150, ProtocolLimits.MaximumReasonBytes);
        Assert.EndsWith("; and 48 more", script.SaidClose.Reason, StringComparison.Ordinal);
        Assert.EndsWith("; and 42 more", script.Machine.CloseInfo!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void ShapeOfAnotherFingerprint_IsRefused()
    {
        using ScriptedPeer script = new(Larger);
        script.SayHello(_ => Smaller.Local);
        script.Send(FrameKind.Shape, Wire.Text(Older.Shape + "channel 9 reliable-ordered i32\n"));
        script.AssertClosed(CloseCode.ProtocolViolation, "not that of its fingerprint");
    }

    [Fact]
    public void ShapeThatIsNone_IsRefusedWithThePlace()
    {
        using ScriptedPeer script = new(Larger);
        SayHelloAndShape(script, new VersionedContract(1, "contract sample\nchannel 1 reliable-ordered §\n", [], []));
        Assert.Equal((CloseCode.ContractMismatch, "the shape of the contract cannot be read: a type is expected at character 44"), script.SaidClose);
        Assert.Equal(ConnectionPhase.Closed, script.Machine.Phase);
    }

    [Fact]
    public void LargestShape_IsTaken()
    {
        string line = "channel 16000 " + new string('x', ProtocolLimits.MaximumShapeBytes - Older.Shape.Length - "channel 16000 ".Length - " i32\n".Length) + " i32\n";
        using ScriptedPeer script = new(Larger);
        SayHelloAndShape(script, new VersionedContract(1, Older.Shape + line, [], []));
        Assert.Equal(ConnectionPhase.Admission, script.Machine.Phase);
    }

    [Fact]
    public void ShapeBeyondTheLimit_IsRefusedBeforeItsBodyComes()
    {
        using ScriptedPeer script = new(Larger);
        script.SayHello(_ => Smaller.Local);
        script.Send(Wire.Number(ProtocolLimits.MaximumShapeBytes + 2), [(byte)FrameKind.Shape]);
        script.AssertClosed(CloseCode.FrameTooLarge, "more than 65537 bytes");
    }

    [Fact]
    public void ContractTooLongToTell_IsRefusedWithItsLength()
    {
        VersionedContract huge = new(1, "contract sample\n" + new string('x', ProtocolLimits.MaximumShapeBytes), [], []);
        using ScriptedPeer script = new(huge.For(SampleContract.Larger));
        script.SayHello(_ => Smaller.Local with { ContractVersion = 2 });
        Assert.Equal((CloseCode.ContractMismatch, "contract 'sample': the shape of version 1 has 65552 bytes, and at most 65536 can be compared"), script.SaidClose);
        Assert.DoesNotContain(script.Sent, frame => frame.Kind == FrameKind.Shape);
    }

    [Fact]
    public void ContractWithoutShape_TalksOnlyToItsOwnFingerprint()
    {
        using ScriptedPeer script = new();
        script.SayHello(hello => hello with { ContractVersion = 9, Fingerprint = new byte[16] });
        script.AssertSaidAndClosed(
            CloseCode.ContractMismatch,
            "the peer speaks contract 'sample' version 9, this app version 1, whose shape is not known",
            "contract 'sample': the shape of version 1 is not known");
    }

    [Fact]
    public void ShapeTwice_IsRefused()
    {
        using ScriptedPeer script = new(Larger);
        SayHelloAndShape(script, Older);
        script.Send(FrameKind.Shape, Wire.Text(Older.Shape));
        script.AssertClosed(CloseCode.ProtocolViolation, "shape frame came out of turn");
    }

    [Fact]
    public void ShapeBetweenEqualContracts_IsRefused()
    {
        using ScriptedPeer script = new();
        script.SayHello();
        script.Send(FrameKind.Shape, Wire.Text(Older.Shape));
        script.AssertClosed(CloseCode.ProtocolViolation, "shape frame came out of turn");
    }

    [Fact]
    public void ShapeAfterAdmission_IsRefused()
    {
        using ScriptedPeer script = Agreed();
        script.Send(FrameKind.Shape, Wire.Text(Older.Shape));
        script.AssertClosed(CloseCode.ProtocolViolation, "shape frame came out of turn");
    }

    [Fact]
    public void ShapeBeforeTheHello_IsRefused()
    {
        using ScriptedPeer script = new(Larger);
        script.Send(FrameKind.Shape, Wire.Text(Older.Shape));
        script.AssertClosed(CloseCode.ProtocolViolation, "no hello");
    }

    [Fact]
    public void AdmitBeforeTheShape_IsRefused()
    {
        using ScriptedPeer script = new(Larger);
        script.SayHello(_ => Smaller.Local);
        script.Send(Wire.Frame(FrameKind.Admit));
        script.AssertClosed(CloseCode.ProtocolViolation, "admit frame came out of turn");
    }

    [Fact]
    public void OtherFramesBeforeTheShape_AreSkippedAnsweredOrRefused()
    {
        using ScriptedPeer script = new(Larger);
        script.SayHello(_ => Smaller.Local);
        script.Send(Wire.Frame(FrameKind.Grease), Wire.Frame(0x33, new byte[9]), Wire.Frame(FrameKind.Ping, new byte[8]));
        Assert.Equal(ConnectionPhase.Agreement, script.Machine.Phase);
        Assert.Contains(script.Sent, frame => frame.Kind == FrameKind.Pong);
        script.Send(FrameKind.Message, [1], [1]);
        script.AssertClosed(CloseCode.ProtocolViolation, "before the connection was admitted");
    }

    [Fact]
    public void NoShape_TimesOutWithTheHello()
    {
        using ScriptedPeer script = new(Larger);
        script.SayHello(_ => Smaller.Local);
        script.Machine.HandleTimeout(script.Now + TimeSpan.FromSeconds(4.999));
        Assert.Equal(ConnectionPhase.Agreement, script.Machine.Phase);
        script.Machine.HandleTimeout(script.Machine.NextDeadline!.Value);
        script.AssertClosed(CloseCode.HelloTimeout, "did not tell its shape in time");
    }

    [Fact]
    public void ClosedWhileShapesTravel_EndsInOrder()
    {
        using SimulatedPair pair = new(Smaller, Larger);
        pair.RunFor(TimeSpan.FromMilliseconds(1));
        Assert.Equal(ConnectionPhase.Agreement, pair.Smaller.Machine.Phase);
        pair.Smaller.Machine.Close(CloseCode.None, "bye", pair.Now);
        pair.Settle();
        Assert.Equal(new CloseInfo(CloseCode.None, "bye", ByPeer: true), pair.Larger.Machine.CloseInfo);
        Assert.Equal(ConnectionPhase.Closed, pair.Smaller.Machine.Phase);
    }

    [Fact]
    public void FrameBeyondTheHellosLength_IsRefusedUntilTheConnectionIsAdmitted()
    {
        using ScriptedPeer script = new();
        script.SayHello();
        script.Send(Wire.Number(ProtocolLimits.MaximumHelloBytes + 1), [0x33]);
        script.AssertClosed(CloseCode.FrameTooLarge, "more than 4096 bytes");
    }

    [Fact]
    public void ShapeCutAnywhere_IsUnderstood()
    {
        byte[] shape = Wire.Frame(FrameKind.Shape, Wire.Text(Older.Shape));
        for (int cut = 0; cut <= shape.Length; cut++)
        {
            using ScriptedPeer script = new(Larger);
            script.SayHello(_ => Smaller.Local);
            script.Send(shape[..cut]);
            script.Send(shape[cut..]);
            Assert.Equal(ConnectionPhase.Admission, script.Machine.Phase);
        }
    }

    [Fact]
    public void DamagedShapes_EndInACloseCode()
    {
        Random random = new(6);
        for (int i = 0; i < 2000; i++)
        {
            byte[] text = Wire.Text(Older.Shape);
            for (int changes = random.Next(1, 5); changes > 0; changes--)
                text[random.Next(text.Length)] = (byte)random.Next(256);
            using ScriptedPeer script = new(Larger);
            byte[] fingerprint = System.Security.Cryptography.SHA256.HashData(text)[..16];
            script.SayHello(_ => Smaller.Local with { Fingerprint = fingerprint });
            script.Send(FrameKind.Shape, text);
            Assert.True(script.Machine.Phase == ConnectionPhase.Admission || script.Machine.CloseInfo!.Code == CloseCode.ContractMismatch);
        }
    }

    private static ScriptedPeer Agreed()
    {
        ScriptedPeer script = new(Larger);
        SayHelloAndShape(script, Older);
        script.Send(Wire.Frame(FrameKind.Admit));
        script.AssertOpen();
        return script;
    }

    private static void SayHelloAndShape(ScriptedPeer script, VersionedContract contract)
    {
        script.SayHello(_ => contract.For(SampleContract.Smaller).Local);
        script.Send(FrameKind.Shape, Wire.Text(contract.Shape));
    }
}
