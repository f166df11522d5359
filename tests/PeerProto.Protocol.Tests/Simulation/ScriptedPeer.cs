using PeerProto.Protocol.Connections;
using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Handshake;

namespace PeerProto.Protocol.Tests.Simulation;

/// <summary>One real machine, the larger identifier unless told otherwise, and opposite it a hand that writes whatever bytes it likes.</summary>
internal sealed class ScriptedPeer : IDisposable
{
    private readonly ConnectionSetup _hand;
    private readonly List<(FrameKind Kind, byte[] Body)> _sent = [];

    public ScriptedPeer(ConnectionSetup? setup = null)
    {
        Peer = new SimulatedPeer(setup ?? SampleContract.Larger, Now);
        _hand = setup is null || setup.Local.Id == SampleContract.Id(2) ? SampleContract.Smaller : SampleContract.Larger;
    }

    public SimulatedPeer Peer { get; }

    public ConnectionMachine Machine => Peer.Machine;

    public TimeSpan Now { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>All frames the machine has written.</summary>
    public IReadOnlyList<(FrameKind Kind, byte[] Body)> Sent
    {
        get
        {
            _sent.AddRange(Wire.Parse(Peer.TakeOutput()));
            return _sent;
        }
    }

    /// <summary>What the machine said in its close frame.</summary>
    public (CloseCode Code, string Reason) SaidClose => Wire.ReadClose(Assert.Single(Sent, frame => frame.Kind == FrameKind.Close).Body);

    public static ScriptedPeer Ready(ConnectionSetup? setup = null)
    {
        ScriptedPeer script = new(setup);
        script.SayHello();
        script.Send(Wire.Frame(FrameKind.Admit));
        Assert.Equal(ConnectionPhase.Ready, script.Machine.Phase);
        return script;
    }

    public void SayHello(Func<Hello, Hello>? change = null)
    {
        Hello hello = change is null ? _hand.Local : change(_hand.Local);
        using OutboundBuffer body = new();
        HelloCodec.Write(body, hello);
        Send(Wire.Frame(FrameKind.Hello, body.WrittenMemory.ToArray()));
    }

    public void Send(params byte[][] bytes) => Peer.Receive(Wire.Join(bytes), Now);

    public void Send(FrameKind kind, params byte[][] parts) => Send(Wire.Frame(kind, parts));

    /// <summary>The machine has ended the connection, for this reason, and has said so.</summary>
    public void AssertClosed(CloseCode code, string reasonPart) => AssertSaidAndClosed(code, reasonPart, Machine.CloseInfo?.Reason ?? "");

    /// <summary>The machine has ended the connection, for this reason, and has said so in other words.</summary>
    public void AssertSaidAndClosed(CloseCode code, string reasonPart, string said)
    {
        Assert.Equal(ConnectionPhase.Closed, Machine.Phase);
        Assert.Equal(code, Machine.CloseInfo!.Code);
        Assert.Contains(reasonPart, Machine.CloseInfo.Reason, StringComparison.Ordinal);
        Assert.False(Machine.CloseInfo.ByPeer);
        Assert.Equal((code, said), SaidClose);
    }

    public void AssertOpen() => Assert.Equal(ConnectionPhase.Ready, Machine.Phase);

    public void Dispose() => Peer.Dispose();
}
