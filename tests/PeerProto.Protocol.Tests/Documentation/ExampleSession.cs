using PeerProto.Protocol.Connections;
using PeerProto.Protocol.Tests.Simulation;

namespace PeerProto.Protocol.Tests.Documentation;

/// <summary>A short session of A, which connects and has the smaller identifier, and B. Everything in it is fixed.</summary>
internal static class ExampleSession
{
    /// <summary>Plays the session.</summary>
    /// <returns>Each frame in the order written, with the side that wrote it.</returns>
    public static IReadOnlyList<(string From, string Hex)> Play()
    {
        TimeSpan now = TimeSpan.FromSeconds(100);
        List<(string From, string Hex)> frames = [];
        using SimulatedPeer a = new(SampleContract.Smaller with { Seed = 0x0302 }, now);
        using SimulatedPeer b = new(SampleContract.Larger with { Seed = 0x0004 }, now);
        b.OnCall = call =>
        {
            if (call.State.Descriptor == SampleContract.Ask)
            {
                b.Answer(call, 2 * call.Argument);
                return;
            }

            b.TrySendItem(call, 1);
            b.TrySendItem(call, 2);
            b.Machine.WriteEnd(call.State);
        };
        Settle();
        a.TrySendNumber(7);
        a.TrySendText("hi");
        a.Machine.RequestAcknowledgement(null);
        Settle();
        a.Call(SampleContract.Ask, 7);
        Settle();
        a.Call(SampleContract.Watch, 7);
        Settle();
        now += TimeSpan.FromSeconds(3);
        a.Machine.HandleTimeout(now);
        Settle();
        a.Machine.Close(CloseCode.None, "bye", now);
        Settle();
        Assert.Equal((ConnectionPhase.Closed, ConnectionPhase.Closed), (a.Machine.Phase, b.Machine.Phase));
        return frames;

        void Settle()
        {
            while (Move("A", a, b) | Move("B", b, a))
                continue;
        }

        bool Move(string name, SimulatedPeer from, SimulatedPeer to)
        {
            byte[] bytes = from.TakeOutput();
            foreach (byte[] frame in Wire.Split(bytes))
                frames.Add((name, Wire.Hex(frame)));
            to.Receive(bytes, now);
            return bytes.Length > 0;
        }
    }
}
