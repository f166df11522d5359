using PeerProto.Protocol.Connections;
using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Handshake;
using PeerProto.Protocol.Tests.Simulation;

namespace PeerProto.Protocol.Tests.Connections;

/// <summary>A valid stream of bytes with some of them flipped, put in, taken out or repeated never brings the machine to an exception.</summary>
public sealed class MutationTests
{
    private const int Inputs = 100_000;
    private const int SoakInputs = 1_000_000;
    private const int ReadBytes = 1024;

    private static readonly ConnectionSetup Setup = SampleContract.Larger with
    {
        Limits = new ProtocolLimits { MaximumMessageBytes = 2000, ChannelWindowMessages = 8, ChannelWindowBytes = 500, StreamWindowMessages = 4, StreamWindowBytes = 100, MaximumConcurrentCalls = 3 },
    };

    [Fact]
    public void DamagedStreams_EndInACloseCodeOrGoOn()
    {
        int inputs = Environment.GetEnvironmentVariable("PEERPROTO_SOAK") == "1" ? SoakInputs : Inputs;
        byte[][] frames = ValidFrames();
        HashSet<CloseCode> codes = [];
        int survived = 0;
        for (int seed = 0; seed < inputs; seed++)
        {
            try
            {
                CloseInfo? end = Run(frames, seed);
                survived += end is null ? 1 : 0;
                if (end is not null)
                    codes.Add(end.Code);
            }
            catch (Exception error)
            {
                Assert.Fail($"seed {seed}: {error}");
            }
        }

        Assert.InRange(survived, inputs / 100, inputs - (inputs / 100));
        Assert.Superset(new HashSet<CloseCode> { CloseCode.None, CloseCode.ProtocolViolation, CloseCode.FrameTooLarge, CloseCode.FlowControlViolation, CloseCode.ContractMismatch }, codes);
    }

    [Fact]
    public void UndamagedStream_RunsToItsClose()
    {
        byte[][] frames = ValidFrames();
        using SimulatedPeer peer = Start();
        peer.Receive(Wire.Join(frames), TimeSpan.Zero);
        Assert.Equal(new CloseInfo(CloseCode.None, "bye", ByPeer: true), peer.Machine.CloseInfo);
        Assert.Equal(4, peer.Incoming.Count);
        Assert.Equal(3, peer.Outgoing.Count(call => call.State.IsEnded));
    }

    [Fact]
    public void HowTheBytesAreCut_ChangesNothing()
    {
        byte[][] frames = ValidFrames();
        for (int seed = 0; seed < 1000; seed++)
        {
            byte[] bytes = Damage(frames, new Random(seed));
            using SimulatedPeer whole = Start();
            using SimulatedPeer apart = Start();
            whole.Receive(bytes, TimeSpan.Zero);
            foreach (byte value in bytes)
                apart.Receive([value], TimeSpan.Zero);
            Assert.True(whole.Events.SequenceEqual(apart.Events), $"seed {seed}");
            Assert.Equal(whole.Machine.CloseInfo, apart.Machine.CloseInfo);
            Assert.Equal(whole.TakeOutput(), apart.TakeOutput());
        }
    }

    private static CloseInfo? Run(byte[][] frames, int seed)
    {
        Random random = new(seed);
        byte[] bytes = Damage(frames, random);
        using SimulatedPeer peer = Start();
        peer.Cuts = random.Next(2) == 0 ? random : null;
        for (int start = 0; start < bytes.Length; start += ReadBytes)
        {
            peer.Receive(bytes[start..Math.Min(bytes.Length, start + ReadBytes)], TimeSpan.Zero);
            if (peer.Machine.Phase == ConnectionPhase.Closed)
                break;
            Assert.InRange(peer.ArrivedBytes, 0, ProtocolLimits.MaximumHelloBytes + ReadBytes);
            Assert.InRange(peer.TakeOutput().Length, 0, 40 * ReadBytes);
        }

        Assert.Equal(peer.Machine.Phase == ConnectionPhase.Closed, peer.Machine.CloseInfo is not null);
        return peer.Machine.CloseInfo;
    }

    /// <summary>A peer that decodes nothing, answers each unary call at once, and has a call of each kind open itself.</summary>
    private static SimulatedPeer Start()
    {
        SimulatedPeer peer = new(Setup, TimeSpan.Zero) { Decodes = false };
        bool called = false;
        peer.OnCall = incoming =>
        {
            if (incoming.State.Descriptor == SampleContract.Ask)
                peer.Answer(incoming, 1);
            if (called)
                return;
            called = true;
            foreach (CompilerServices.CallDescriptor descriptor in SampleContract.Instance.Calls)
            {
                if (peer.Machine.CanOpenCall)
                    peer.Call(descriptor, 1);
            }
        };
        return peer;
    }

    private static byte[] Damage(byte[][] frames, Random random)
    {
        List<byte[]> list = [.. frames];
        if (random.Next(3) == 0)
        {
            int from = random.Next(list.Count);
            switch (random.Next(3))
            {
                case 0: list.RemoveAt(from); break;
                case 1: list.Insert(random.Next(list.Count), list[from]); break;
                default: list.InsertRange(from, Enumerable.Repeat(list[from], 20)); break;
            }
        }

        List<byte> bytes = [.. list.SelectMany(frame => frame)];
        for (int changes = random.Next(0, 4); changes > 0; changes--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = (byte)random.Next(256); break;
                case 2: bytes.Insert(at, (byte)random.Next(256)); break;
                default: bytes.RemoveAt(at); break;
            }
        }

        return [.. bytes];
    }

    /// <summary>What the smaller identifier might send, with every kind of frame in it.</summary>
    private static byte[][] ValidFrames()
    {
        using OutboundBuffer hello = new();
        HelloCodec.Write(hello, SampleContract.Smaller.Local);
        return
        [
            Wire.Frame(FrameKind.Hello, hello.WrittenMemory.ToArray()),
            Wire.Frame(FrameKind.Grease, new byte[5]),
            Wire.Frame(FrameKind.Admit),
            Wire.Frame(FrameKind.Message, [1], [1]),
            Wire.Frame(FrameKind.Message, [2], Wire.Text(new string('x', 300))),
            Wire.Frame(FrameKind.Call, [0], [3], [1]),
            Wire.Frame(FrameKind.Call, [2], [4], [1]),
            Wire.Frame(FrameKind.Call, [4], [5], [1]),
            Wire.Frame(FrameKind.Item, [4], [1]),
            Wire.Frame(FrameKind.Item, [4], [2]),
            Wire.Frame(FrameKind.ItemCredit, [2], Wire.Number(2000), Wire.Number(500_000)),
            Wire.Frame(FrameKind.AcknowledgeRequest, [0]),
            Wire.Frame(FrameKind.Ping, new byte[8]),
            Wire.Frame(FrameKind.Item, [3], [1]),
            Wire.Frame(FrameKind.Item, [3], [1]),
            Wire.Frame(FrameKind.End, [3]),
            Wire.Frame(FrameKind.Result, [1], [1]),
            Wire.Frame(FrameKind.ItemCredit, [5], Wire.Number(2000), Wire.Number(500_000)),
            Wire.Frame(FrameKind.Failure, [5], [1], new byte[8], Wire.Text("no")),
            Wire.Frame(FrameKind.Cancel, [2]),
            Wire.Frame(FrameKind.End, [4]),
            Wire.Frame(FrameKind.Credit, [1], Wire.Number(20_000), Wire.Number(2_000_000)),
            Wire.Frame(FrameKind.Call, [6], [3], [1]),
            Wire.Frame(FrameKind.Pong, new byte[8]),
            Wire.Frame(FrameKind.Acknowledge, [1], [0]),
            Wire.Frame(FrameKind.Message, [1], [1]),
            Wire.Frame(FrameKind.Close, [0], Wire.Text("bye")),
        ];
    }
}
