using PeerProto.CompilerServices;
using PeerProto.Protocol.Connections;
using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Handshake;
using PeerProto.Protocol.Tests.Simulation;

namespace PeerProto.Protocol.Tests.Connections;

public sealed class HandshakeTests
{
    [Fact]
    public void BothTakeTheConnection_TheSmallerDecidesFirstAndBothAreReady()
    {
        using SimulatedPair pair = new();
        List<string> order = [];
        pair.Smaller.OnDecision = machine => { order.Add("smaller"); machine.Admit(); };
        pair.Larger.OnDecision = machine => { order.Add("larger"); machine.Admit(); };
        pair.Settle();
        Assert.Equal(["smaller", "larger"], order);
        Assert.Equal([ConnectionEventKind.DecisionNeeded, ConnectionEventKind.Ready], pair.Smaller.Events);
        Assert.Equal([ConnectionEventKind.DecisionNeeded, ConnectionEventKind.Ready], pair.Larger.Events);
        Assert.True(pair.Smaller.Machine.IsArbiter);
        Assert.False(pair.Larger.Machine.IsArbiter);
        Assert.Equal("Peer 2", pair.Smaller.Machine.Remote!.DisplayName);
    }

    [Fact]
    public void SmallerIdentifierOnTheAcceptingSide_StillDecidesFirst()
    {
        using SimulatedPair pair = new(SampleContract.Smaller with { IsInitiator = false }, SampleContract.Larger with { IsInitiator = true });
        pair.Settle();
        Assert.True(pair.Smaller.Machine.IsArbiter);
        Assert.Equal(ConnectionPhase.Ready, pair.Larger.Machine.Phase);
    }

    [Fact]
    public void ArbiterHasNotDecided_TheOtherIsNotAsked()
    {
        using SimulatedPair pair = new();
        pair.Smaller.OnDecision = _ => { };
        pair.Settle();
        Assert.Empty(pair.Larger.Events);
        pair.Smaller.Machine.Admit();
        pair.Settle();
        Assert.Equal(ConnectionPhase.Ready, pair.Smaller.Machine.Phase);
        Assert.Equal(ConnectionPhase.Ready, pair.Larger.Machine.Phase);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void OneSideRefuses_BothEndWithItsReason(bool smallerRefuses)
    {
        using SimulatedPair pair = new();
        SimulatedPeer refusing = smallerRefuses ? pair.Smaller : pair.Larger;
        SimulatedPeer other = smallerRefuses ? pair.Larger : pair.Smaller;
        refusing.OnDecision = machine => machine.Close(CloseCode.Duplicate, "the other one stays", pair.Now);
        pair.Settle();
        Assert.Equal(new CloseInfo(CloseCode.Duplicate, "the other one stays", ByPeer: false), refusing.Machine.CloseInfo);
        Assert.Equal(new CloseInfo(CloseCode.Duplicate, "the other one stays", ByPeer: true), other.Machine.CloseInfo);
        Assert.Equal(ConnectionPhase.Closed, refusing.Machine.Phase);
        Assert.Equal(ConnectionPhase.Closed, other.Machine.Phase);
        Assert.DoesNotContain(ConnectionEventKind.Ready, pair.Smaller.Events);
        Assert.DoesNotContain(ConnectionEventKind.Ready, pair.Larger.Events);
    }

    [Fact]
    public void HelloCutAnywhere_IsUnderstood()
    {
        byte[] hello = HelloOf(SampleContract.Smaller);
        for (int cut = 0; cut <= hello.Length; cut++)
        {
            using ScriptedPeer script = new();
            script.Send(hello[..cut]);
            script.Send(hello[cut..]);
            Assert.Equal(ConnectionPhase.Admission, script.Machine.Phase);
        }
    }

    [Fact]
    public void OtherWireVersion_IsRefused() => AssertRefused(hello => hello with { WireVersion = 7 }, CloseCode.WireVersionMismatch, "wire version 7, this app 0");

    [Fact]
    public void OtherContract_IsRefused() => AssertRefused(hello => hello with { Contract = "other" }, CloseCode.ContractMismatch, "contract 'other', this app 'sample'");

    [Fact]
    public void OtherVersionWithTheSameFingerprint_IsTaken()
    {
        using ScriptedPeer script = new();
        script.SayHello(hello => hello with { ContractVersion = 9 });
        Assert.Equal(ConnectionPhase.Admission, script.Machine.Phase);
    }

    [Fact]
    public void OwnSession_IsRefused() =>
        AssertRefused(_ => SampleContract.Larger.Local, CloseCode.Self, "both ends");

    [Fact]
    public void OwnIdentifierInAnotherSession_IsRefused() =>
        AssertRefused(_ => SampleContract.Larger.Local with { Instance = "elsewhere" }, CloseCode.IdentifierMismatch, "same peer identifier");

    [Fact]
    public void IdentifierOfAnotherKey_IsRefused()
    {
        byte[] key = new byte[PeerKey.Length];
        key[0] = 0xaa;
        using ScriptedPeer script = new(SampleContract.Larger with { RemoteKey = PeerKey.FromBytes(key) });
        script.SayHello();
        script.AssertClosed(CloseCode.IdentifierMismatch, "claims to be 00000000000000000000000000000001, and its key belongs to aa000000000000000000000000000000");
    }

    [Fact]
    public void IdentifierOfTheProvedKey_IsTaken()
    {
        byte[] key = new byte[PeerKey.Length];
        key[15] = 1;
        using ScriptedPeer script = new(SampleContract.Larger with { RemoteKey = PeerKey.FromBytes(key) });
        script.SayHello();
        Assert.Equal(ConnectionPhase.Admission, script.Machine.Phase);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: here\r\n")]
    [InlineData("POST /x HTTP/1.1\r\n")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003")]
    [InlineData("\u0000\u0000\u0000")]
    [InlineData("220 mail ready\r\n")]
    public void SomethingElseSpeaks_IsFoundOutByItsFirstBytes(string text)
    {
        byte[] bytes = System.Text.Encoding.Latin1.GetBytes(text);
        using ScriptedPeer script = new();
        script.Send(bytes[..3]);
        script.AssertClosed(CloseCode.ProtocolViolation, "something else than PeerProto speaks there");
    }

    [Fact]
    public void RandomBytes_EndOrWaitForTheRestOfASmallHello()
    {
        Random random = new(3);
        int waiting = 0;
        for (int i = 0; i < 2000; i++)
        {
            byte[] bytes = new byte[5000];
            random.NextBytes(bytes);
            using ScriptedPeer script = new();
            script.Send(bytes);
            Assert.Equal(ConnectionPhase.Closed, script.Machine.Phase);
            Assert.Equal(CloseCode.ProtocolViolation, script.Machine.CloseInfo!.Code);
            using ScriptedPeer early = new();
            early.Send(bytes[..16]);
            waiting += early.Machine.Phase == ConnectionPhase.Hello ? 1 : 0;
        }

        Assert.InRange(waiting, 0, 40);
    }

    [Fact]
    public void OversizeHello_IsRefusedBeforeItsBodyComes()
    {
        using ScriptedPeer script = new();
        script.Send(Wire.Number(ProtocolLimits.MaximumHelloBytes + 1), [(byte)FrameKind.Hello], "PEER"u8.ToArray());
        script.AssertClosed(CloseCode.ProtocolViolation, "no hello");
    }

    [Fact]
    public void OtherFrameFirst_IsRefused()
    {
        using ScriptedPeer script = new();
        script.Send(FrameKind.Ping, new byte[8]);
        script.AssertClosed(CloseCode.ProtocolViolation, "no hello");
    }

    [Fact]
    public void SecondHello_IsRefused()
    {
        using ScriptedPeer script = new();
        script.SayHello();
        script.SayHello();
        script.AssertClosed(CloseCode.ProtocolViolation, "second hello");
    }

    [Theory]
    [InlineData(FrameKind.Message)]
    [InlineData(FrameKind.Acknowledge)]
    [InlineData(FrameKind.Credit)]
    [InlineData(FrameKind.AcknowledgeRequest)]
    [InlineData(FrameKind.Call)]
    [InlineData(FrameKind.Result)]
    [InlineData(FrameKind.Failure)]
    [InlineData(FrameKind.Cancel)]
    [InlineData(FrameKind.Item)]
    [InlineData(FrameKind.End)]
    [InlineData(FrameKind.ItemCredit)]
    public void FrameBeforeAdmission_IsRefused(FrameKind kind)
    {
        using ScriptedPeer script = new();
        script.SayHello();
        script.Send(kind, [1], [1], [1]);
        script.AssertClosed(CloseCode.ProtocolViolation, $"kind 0x{(byte)kind:x2} came before the connection was admitted");
    }

    [Fact]
    public void PingBeforeAdmission_IsAnswered()
    {
        using ScriptedPeer script = new();
        script.SayHello();
        script.Send(FrameKind.Ping, new byte[8]);
        Assert.Contains(script.Sent, frame => frame.Kind == FrameKind.Pong);
    }

    [Fact]
    public void AdmitBeforeTheArbitersOwn_IsRefused()
    {
        using ScriptedPeer script = new(SampleContract.Smaller);
        script.Peer.OnDecision = _ => { };
        script.SayHello();
        script.Send(Wire.Frame(FrameKind.Admit));
        script.AssertClosed(CloseCode.ProtocolViolation, "out of turn");
    }

    [Fact]
    public void SecondAdmit_IsRefused()
    {
        using ScriptedPeer script = ScriptedPeer.Ready();
        script.Send(Wire.Frame(FrameKind.Admit));
        script.AssertClosed(CloseCode.ProtocolViolation, "out of turn");
    }

    [Fact]
    public void NoHello_TimesOut()
    {
        using SimulatedPair pair = new() { Connected = false };
        pair.RunFor(TimeSpan.FromSeconds(4.999));
        Assert.Equal(ConnectionPhase.Hello, pair.Smaller.Machine.Phase);
        pair.RunFor(TimeSpan.FromMilliseconds(1));
        Assert.Equal(new CloseInfo(CloseCode.HelloTimeout, "the peer did not say hello in time", ByPeer: false), pair.Smaller.Machine.CloseInfo);
        Assert.Null(pair.Smaller.Machine.NextDeadline);
    }

    [Fact]
    public void NoAdmission_TimesOutForBoth()
    {
        using SimulatedPair pair = new();
        pair.Smaller.OnDecision = _ => { };
        pair.RunFor(TimeSpan.FromSeconds(6));
        Assert.Equal(CloseCode.HelloTimeout, pair.Smaller.Machine.CloseInfo!.Code);
        Assert.Equal(CloseCode.HelloTimeout, pair.Larger.Machine.CloseInfo!.Code);
        Assert.Equal("the peer did not take the connection in time", pair.Smaller.Machine.CloseInfo.Reason);
    }

    [Fact]
    public void EverySeed_SendsOneGreaseFrameRightAfterTheHello()
    {
        HashSet<byte> kinds = [];
        for (ulong seed = 0; seed < 700; seed++)
        {
            using ConnectionMachine machine = new(SampleContract.Smaller with { Seed = seed * 0x9E37_79B9_7F4A_7C15 }, TimeSpan.Zero);
            using OutboundBuffer output = machine.ExchangeOutput(new OutboundBuffer());
            IReadOnlyList<(FrameKind Kind, byte[] Body)> frames = Wire.Parse(output.WrittenMemory.Span);
            Assert.Equal(2, frames.Count);
            Assert.Equal(FrameKind.Hello, frames[0].Kind);
            Assert.InRange(frames[1].Body.Length, 0, 16);
            kinds.Add((byte)frames[1].Kind);
        }

        Assert.Equal<byte>([0x40, 0x5f, 0x7e, 0x9d, 0xbc, 0xdb, 0xfa], [.. kinds.Order()]);
    }

    [Fact]
    public void KindsNobodyKnows_AreSkippedAtAnyTime()
    {
        byte[] known = [.. Enum.GetValues<FrameKind>().Where(kind => kind != FrameKind.Grease).Select(kind => (byte)kind)];
        using ScriptedPeer script = new();
        script.SayHello();
        SendUnknown();
        script.Send(Wire.Frame(FrameKind.Admit));
        SendUnknown();
        script.AssertOpen();

        void SendUnknown()
        {
            for (int kind = 0; kind < 256; kind++)
            {
                if (!known.Contains((byte)kind))
                    script.Send(Wire.Frame((byte)kind, new byte[kind % 32]));
            }
        }
    }

    private static void AssertRefused(Func<Hello, Hello> change, CloseCode code, string reasonPart)
    {
        using ScriptedPeer script = new();
        script.SayHello(change);
        script.AssertClosed(code, reasonPart);
    }

    private static byte[] HelloOf(ConnectionSetup setup)
    {
        using OutboundBuffer body = new();
        HelloCodec.Write(body, setup.Local);
        return Wire.Frame(FrameKind.Hello, body.WrittenMemory.ToArray());
    }
}
